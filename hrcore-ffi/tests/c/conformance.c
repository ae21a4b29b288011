/*
 * Runs the conformance cases through the C door.
 *
 *   conformance DIR
 *
 * DIR/list.txt names the cases, one a line. A case is a folder DIR/ID with the files question, policy, facts,
 * request, receipt, of which those that are absent are handed over as NULL with length 0. The answer, or the
 * error's JSON, is written to DIR/ID/answer.c, and hrcore_evaluate_fixed() has to give the same bytes. The exit
 * status is 0 unless a call ended in a way that no case expects.
 */
#include <hrcore.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int32_t ask_facts(const hrcore_engine *, const char *, size_t, const char *, size_t, hrcore_text **,
                          hrcore_error **);
typedef int32_t ask_policy(const hrcore_engine *, hrcore_text **, hrcore_error **);

static const struct {
    const char *name;
    ask_facts *ask;
} OF_FACTS[] = {
    {"score", hrcore_engine_score},         {"progress", hrcore_engine_progress},
    {"explain", hrcore_engine_explain},     {"calibrate", hrcore_engine_calibrate},
    {"rollup", hrcore_engine_rollup},       {"receipt", hrcore_engine_receipt},
    {"eligibility", hrcore_engine_eligibility}, {"paths", hrcore_engine_paths},
    {"assess", hrcore_engine_assess},       {"pipeline", hrcore_engine_pipeline},
    {"procedure", hrcore_engine_procedure}, {"review_policy", hrcore_engine_review_policy},
    {"plans", hrcore_engine_plans},         {"goals", hrcore_engine_goals},
    {"training", hrcore_engine_training},   {"may", hrcore_engine_may},
    {"jobs", hrcore_engine_jobs},           {"payouts", hrcore_engine_payouts},
    {"payout_curve", hrcore_engine_payout_curve},
    {"compare_payouts", hrcore_engine_compare_payouts},
    {"points", hrcore_engine_points},       {"alerts", hrcore_engine_alerts},
    {"cycle", hrcore_engine_cycle},         {"appeal", hrcore_engine_appeal},
    {"forecast", hrcore_engine_forecast},   {"headcount", hrcore_engine_headcount},
    {"flows", hrcore_engine_flows},         {"workforce", hrcore_engine_workforce},
    {"goal_forecast", hrcore_engine_goal_forecast},
    {"attrition", hrcore_engine_attrition}, {"fit_attrition", hrcore_engine_fit_attrition},
    {"attrition_receipt", hrcore_engine_attrition_receipt},
    {"retention", hrcore_engine_retention},
};

static const struct {
    const char *name;
    ask_policy *ask;
} OF_POLICY[] = {
    {"lint", hrcore_engine_lint},
    {"normalise", hrcore_engine_normalise},
};

struct bytes {
    char *data;
    size_t len;
};

struct test_case {
    struct bytes question, policy, facts, request, receipt;
};

static void stop(const char *what, const char *which) {
    fprintf(stderr, "conformance: %s: %s\n", what, which);
    exit(2);
}

static FILE *open_file(const char *dir, const char *id, const char *name, const char *mode) {
    char path[4096];
    int len = snprintf(path, sizeof path, "%s/%s/%s", dir, id, name);
    if (len < 0 || (size_t)len >= sizeof path) {
        stop("path too long", id);
    }
    return fopen(path, mode);
}

/* An absent file is {NULL, 0}. */
static struct bytes read_file(const char *dir, const char *id, const char *name) {
    struct bytes file = {NULL, 0};
    FILE *in = open_file(dir, id, name, "rb");
    if (in == NULL) {
        return file;
    }
    size_t room = 0;
    for (;;) {
        if (file.len == room) {
            room = room == 0 ? 4096 : 2 * room;
            file.data = realloc(file.data, room);
            if (file.data == NULL) {
                stop("out of memory", id);
            }
        }
        size_t got = fread(file.data + file.len, 1, room - file.len, in);
        if (got == 0) {
            break;
        }
        file.len += got;
    }
    if (ferror(in)) {
        stop("cannot read", id);
    }
    fclose(in);
    return file;
}

/* Puts the case's question through handles. */
static int32_t ask(const struct test_case *c, const char *question, hrcore_text **out, hrcore_error **error) {
    *out = NULL;
    if (strcmp(question, "verify") == 0) {
        return hrcore_receipt_verify(c->receipt.data, c->receipt.len, out, error);
    }
    hrcore_engine *engine;
    int32_t status = hrcore_engine_compile(c->policy.data, c->policy.len, &engine, error);
    if (status != HRCORE_OK || strcmp(question, "compile") == 0) {
        hrcore_engine_free(engine);
        return status;
    }
    status = -1;
    for (size_t i = 0; i < sizeof OF_FACTS / sizeof *OF_FACTS; i++) {
        if (strcmp(question, OF_FACTS[i].name) == 0) {
            status = OF_FACTS[i].ask(engine, c->facts.data, c->facts.len, c->request.data, c->request.len, out, error);
        }
    }
    for (size_t i = 0; i < sizeof OF_POLICY / sizeof *OF_POLICY; i++) {
        if (strcmp(question, OF_POLICY[i].name) == 0) {
            status = OF_POLICY[i].ask(engine, out, error);
        }
    }
    hrcore_engine_free(engine);
    return status;
}

/* Inputs that end in spaces or NULs mean something else to hrcore_evaluate_fixed(), which takes them for padding. */
static int padded(struct bytes input) {
    return input.len > 0 && (input.data[input.len - 1] == ' ' || input.data[input.len - 1] == '\0');
}

/* Whether the caller's-buffer form gives the same bytes in a buffer that just holds them. */
static int fixed_agrees(const struct test_case *c, const char *question, int32_t status, const char *answer,
                        size_t len) {
    struct bytes first = strcmp(question, "verify") == 0 ? c->receipt : c->policy;
    if (padded(first) || padded(c->facts) || padded(c->request)) {
        return 1;
    }
    char *out = malloc(len);
    if (out == NULL) {
        stop("out of memory", question);
    }
    int64_t got = hrcore_evaluate_fixed(first.data, first.len, question, strlen(question), c->facts.data,
                                        c->facts.len, c->request.data, c->request.len, out, len);
    int64_t expected = status == HRCORE_OK ? (int64_t)len : -(int64_t)status;
    int agrees = got == expected && memcmp(out, answer, len) == 0;
    free(out);
    return agrees;
}

/* Whether the case ended as a case may. */
static int run(const char *dir, const char *id) {
    struct test_case c = {
        read_file(dir, id, "question"), read_file(dir, id, "policy"),  read_file(dir, id, "facts"),
        read_file(dir, id, "request"),  read_file(dir, id, "receipt"),
    };
    char question[32];
    snprintf(question, sizeof question, "%.*s", (int)c.question.len, c.question.data ? c.question.data : "");
    question[strcspn(question, " \r\n")] = '\0';

    hrcore_text *text;
    hrcore_error *error = NULL;
    int32_t status = ask(&c, question, &text, &error);
    int fine = status == HRCORE_OK || status == HRCORE_INVALID_INPUT;
    if (!fine) {
        fprintf(stderr, "%s: `%s` ended with status %d\n", id, question, (int)status);
    }
    if (status != hrcore_error_status(error)) {
        fprintf(stderr, "%s: the error does not fit status %d\n", id, (int)status);
        fine = 0;
    }
    const char *answer = error ? hrcore_error_json(error) : text ? hrcore_text_data(text) : "{}";
    size_t len = error ? hrcore_error_len(error) : text ? hrcore_text_len(text) : 2;
    if (strlen(answer) != len) {
        fprintf(stderr, "%s: the length of the answer is not where its NUL stands\n", id);
        fine = 0;
    }
    if (fine && !fixed_agrees(&c, question, status, answer, len)) {
        fprintf(stderr, "%s: hrcore_evaluate_fixed() answers differently\n", id);
        fine = 0;
    }
    FILE *out = open_file(dir, id, "answer.c", "wb");
    if (out == NULL || fwrite(answer, 1, len, out) != len || fclose(out) != 0) {
        stop("cannot write the answer of", id);
    }

    hrcore_text_free(text);
    hrcore_error_free(error);
    free(c.question.data);
    free(c.policy.data);
    free(c.facts.data);
    free(c.request.data);
    free(c.receipt.data);
    return fine;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: conformance DIR\n");
        return 2;
    }
    if (hrcore_abi_version() != HRCORE_ABI_VERSION) {
        stop("header and library do not fit together", hrcore_version());
    }
    FILE *list = open_file(argv[1], ".", "list.txt", "r");
    if (list == NULL) {
        stop("cannot read list.txt in", argv[1]);
    }
    char id[512];
    int cases = 0, failed = 0;
    while (fgets(id, sizeof id, list) != NULL) {
        id[strcspn(id, "\r\n")] = '\0';
        if (id[0] != '\0') {
            cases++;
            failed += !run(argv[1], id);
        }
    }
    fclose(list);
    printf("%d cases, %d failed\n", cases, failed);
    return failed > 0;
}
