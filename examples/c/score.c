/*
 * Scores a month, and asks who may move on at the end of it and what is paid for it: compiles a policy, puts the three
 * questions about the facts to it, prints the answers.
 *
 *   cargo build --release -p hrcore-ffi
 *   cc -Ihrcore-ffi/include examples/c/score.c target/release/libhrcore.a -lpthread -ldl -lm -o target/score
 *
 *   target/score                              the built-in shop
 *   target/score policy.json facts.json 2025-06 2025-06-30
 */
#include <hrcore.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Sales count 60 %, training 40 %. Each line scores the share of its target that was reached. Who totals 90 and has
 * done a course may become head; the total alone earns a bonus.
 */
static const char SHOP_POLICY[] =
    "{\"schema_version\": \"1.3\", \"id\": \"shop\", \"version\": \"2025-1\", \"effective_from\": \"2025-01-01\","
    " \"metrics\": ["
    "  {\"id\": \"sales\", \"unit\": \"money\", \"currency\": \"CNY\", \"direction\": \"higher\", \"source\": \"till\"},"
    "  {\"id\": \"training\", \"unit\": \"percent\", \"direction\": \"higher\", \"source\": \"academy\"}],"
    " \"scorecards\": [{\"id\": \"clerk\", \"sections\": [{\"id\": \"main\", \"lines\": ["
    "  {\"id\": \"sales\", \"metric\": \"sales\", \"weight\": 60, \"target\": 100000, \"method\": {\"kind\": \"ratio\"}},"
    "  {\"id\": \"training\", \"metric\": \"training\", \"weight\": 40, \"target\": 100,"
    "   \"method\": {\"kind\": \"ratio\"}}]}]}],"
    " \"positions\": [{\"id\": \"clerk\", \"scorecard\": \"clerk\"}, {\"id\": \"head\"}],"
    " \"courses\": [{\"id\": \"leading\"}],"
    " \"moves\": [{\"id\": \"to-head\", \"from\": \"clerk\", \"to\": \"head\","
    "  \"requires\": {\"all\": [{\"total\": true, \"at_least\": 90}, {\"course\": \"leading\"}]}}],"
    " \"bonuses\": [{\"id\": \"top\", \"when\": {\"total\": true, \"at_least\": 90}, \"amount\": 500, \"currency\": \"CNY\"}]}";

/* 90 % of the sales and all of the training: 60 * 0.9 + 40 * 1 = 94. The course is missing; the bonus is earned. */
static const char SHOP_FACTS[] =
    "{\"schema_version\": \"1.0\","
    " \"employees\": [{\"id\": \"e1\", \"name\": \"Li Na\","
    "  \"positions\": [{\"position\": \"clerk\", \"from\": \"2024-03-01\"}]}],"
    " \"observations\": ["
    "  {\"metric\": \"sales\", \"employee\": \"e1\", \"period\": \"2025-06\", \"value\": \"90000.00\"},"
    "  {\"metric\": \"training\", \"employee\": \"e1\", \"period\": \"2025-06\", \"value\": 100}]}";

static void stop(const char *what, const char *which) {
    fprintf(stderr, "%s %s\n", what, which);
    exit(2);
}

/* The text of a file; free() it. */
static char *read_file(const char *path) {
    FILE *in = fopen(path, "rb");
    if (in == NULL) {
        stop("cannot open", path);
    }
    long len = fseek(in, 0, SEEK_END) == 0 ? ftell(in) : -1;
    char *text = len < 0 ? NULL : malloc((size_t)len + 1);
    rewind(in);
    if (text == NULL || fread(text, 1, (size_t)len, in) != (size_t)len) {
        stop("cannot read", path);
    }
    fclose(in);
    text[len] = '\0';
    return text;
}

/* Prints an answer, or why there is none, and frees it. */
static int32_t show(int32_t status, hrcore_text *answer, hrcore_error *error) {
    if (status == HRCORE_OK) {
        printf("%s\n", hrcore_text_data(answer));
    } else {
        fprintf(stderr, "%s\n", hrcore_error_json(error));
    }
    /* What a call does not set, it sets to NULL, and every _free takes NULL. */
    hrcore_text_free(answer);
    hrcore_error_free(error);
    return status;
}

int main(int argc, char **argv) {
    if (argc != 1 && argc != 5) {
        fprintf(stderr, "usage: score [POLICY FACTS PERIOD DAY]\n");
        return 2;
    }
    char *policy_file = argc == 5 ? read_file(argv[1]) : NULL;
    char *facts_file = argc == 5 ? read_file(argv[2]) : NULL;
    const char *policy = policy_file ? policy_file : SHOP_POLICY;
    const char *facts = facts_file ? facts_file : SHOP_FACTS;
    char period[64], day[64];
    snprintf(period, sizeof period, "{\"period\": \"%.16s\"}", argc == 5 ? argv[3] : "2025-06");
    snprintf(day, sizeof day, "{\"as_of\": \"%.16s\"}", argc == 5 ? argv[4] : "2025-06-30");

    hrcore_engine *engine = NULL;
    hrcore_text *answer = NULL;
    hrcore_error *error = NULL;
    int32_t status = hrcore_engine_compile(policy, strlen(policy), &engine, &error);
    if (status != HRCORE_OK) {
        show(status, NULL, error);
    } else {
        status = hrcore_engine_score(engine, facts, strlen(facts), period, strlen(period), &answer, &error);
        status = show(status, answer, error);
    }
    if (status == HRCORE_OK) {
        status = hrcore_engine_eligibility(engine, facts, strlen(facts), day, strlen(day), &answer, &error);
        status = show(status, answer, error);
    }
    if (status == HRCORE_OK) {
        status = hrcore_engine_payouts(engine, facts, strlen(facts), period, strlen(period), &answer, &error);
        status = show(status, answer, error);
    }

    hrcore_engine_free(engine);
    free(facts_file);
    free(policy_file);
    return status == HRCORE_OK ? 0 : 1;
}
