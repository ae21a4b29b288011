/*
 * hrcore: the decision core of HR products. KPI scorecards, rating bands, promotion, calibration and
 * receipts, exact and explained.
 *
 * A policy is compiled into an engine; questions put facts to the engine and are answered. Policy,
 * facts, requests and answers are JSON documents, described in docs/documents.md, docs/promotion.md,
 * docs/planning.md, docs/incentives.md, docs/forecasting.md and docs/attrition.md. The same documents give the same bytes
 * here, in Rust and in JavaScript. A complete program is examples/c/score.c.
 *
 * Conventions, which hold for every function unless it says otherwise:
 *
 * Inputs     are a pointer and a length in bytes, in UTF-8; no NUL is needed after the end. NULL with
 *            length 0 is an empty input. The library reads inputs during the call and keeps no pointer
 *            to them; no other thread may write to them meanwhile.
 * Results    come through the out parameters, which stand last. They are set on every return: the one
 *            that applies to an object that the caller owns, the other one to NULL. A result must be
 *            given a place; `error_out` may be NULL.
 * Status     is what a function that can fail returns: HRCORE_OK or another of the constants below.
 * Ownership  Every object has its own _free function, which takes NULL as well. Never call free() of
 *            the C library on something from hrcore. Objects do not depend on each other: an engine
 *            may be freed before its answers.
 * Threads    A function that takes `const T *` may be called for one object by many threads at once,
 *            one that takes `T *` (the _free functions) only when no other thread uses the object. The
 *            library starts no threads and keeps no state between calls.
 * Panics     do not leave the library: a defect inside it becomes the status HRCORE_PANIC.
 *
 * The library opens no files, reads no clock, calls nothing back and prints nothing (but
 * see HRCORE_PANIC).
 *
 * This file is made from the sources by `cargo xtask header`; changes made here are lost.
 */

#ifndef HRCORE_H
#define HRCORE_H

#include <stddef.h>
#include <stdint.h>

/**
 * The ABI this header describes. It changes when a program has to be compiled again, and only then: it is the part
 * of the version that Cargo holds incompatible, MINOR in versions 0.MINOR.PATCH and 1000 * MAJOR from 1.0.0 on.
 * A program that loads the library at run time compares it with hrcore_abi_version().
 */
#define HRCORE_ABI_VERSION 1

/**
 * The call did what it was asked to.
 */
#define HRCORE_OK 0

/**
 * A document cannot be read, a policy cannot be compiled, or a request makes no sense. The error says what and where.
 */
#define HRCORE_INVALID_INPUT 1

/**
 * An argument is NULL that must not be.
 */
#define HRCORE_NULL_ARGUMENT 2

/**
 * hrcore itself failed. The engine may still be used, but please report it: this is a defect. (Unless the host
 * replaced Rust's panic hook, a line about it is on the standard error stream.)
 */
#define HRCORE_PANIC 3

/**
 * A length is greater than any object can be; a negative number was probably converted.
 */
#define HRCORE_LENGTH_INVALID 4

/**
 * hrcore_evaluate_fixed() does not know the question.
 */
#define HRCORE_QUESTION_UNKNOWN 5

/**
 * Sizes that hrcore_evaluate_fixed() asks for are at least this, so that they cannot be mistaken for a status.
 */
#define HRCORE_FIXED_MIN_SIZE 64

/**
 * A compiled policy. You own it: free it with hrcore_engine_free(). It never changes after it was made, so any
 * number of threads may put questions to one engine at the same time, without locks.
 */
typedef struct hrcore_engine hrcore_engine;

/**
 * Why a call failed. You own it: free it with hrcore_error_free(). It never changes, so threads may share it.
 */
typedef struct hrcore_error hrcore_error;

/**
 * An answer: JSON in UTF-8. You own it: free it with hrcore_text_free(). It never changes, so threads may share it.
 */
typedef struct hrcore_text hrcore_text;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The ABI of the library that is running. Equal to HRCORE_ABI_VERSION when header and library fit together.
 */
int32_t hrcore_abi_version(void);

/**
 * The version of the library, such as "0.1.0". The text is static: never free it.
 */
const char *hrcore_version(void);

/**
 * Compiles a policy: one JSON document of `policy_len` bytes, or an array of its versions. Compiling is the dear
 * part: keep the engine and ask it often.
 *
 * The policy is not needed after the call. On success `*engine_out` is an engine, which the caller frees with
 * hrcore_engine_free(); otherwise it is NULL and `*error_out`, unless `error_out` is NULL, names every problem of
 * the policy.
 *
 *     hrcore_engine *engine;
 *     hrcore_error *error;
 *     if (hrcore_engine_compile(policy, policy_len, &engine, &error) != HRCORE_OK) {
 *         fprintf(stderr, "%s\n", hrcore_error_json(error));
 *         hrcore_error_free(error);
 *     }
 *
 * Preconditions:
 * Pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_compile(const char *policy,
                              size_t policy_len,
                              hrcore_engine **engine_out,
                              hrcore_error **error_out);

/**
 * Frees an engine. NULL is fine. Answers and errors that came from it stay valid.
 *
 * Preconditions:
 * The engine is NULL or has not been freed; no other thread is using it.
 */
void hrcore_engine_free(hrcore_engine *engine);

/**
 * Scores: totals, bands, coefficients and how each line came about, one result per employee.
 * The request needs the period: {"period": "2025-06"}.
 *
 * The answer belongs to the caller, who frees it with hrcore_text_free(). A record of the facts that is wrong does
 * not fail the call: it is left out and stands in the answer's "problems". Facts and request may be NULL with
 * length 0, which counts as {}. All questions below have this form:
 *
 *     static const char request[] = "{\"period\": \"2025-06\"}";
 *     hrcore_text *answer;
 *     hrcore_error *error;
 *     if (hrcore_engine_score(engine, facts, facts_len, request, sizeof request - 1, &answer, &error) == HRCORE_OK) {
 *         fwrite(hrcore_text_data(answer), 1, hrcore_text_len(answer), stdout);
 *     } else {
 *         fprintf(stderr, "%s\n", hrcore_error_json(error));
 *     }
 *     hrcore_text_free(answer);
 *     hrcore_error_free(error);
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_score(const hrcore_engine *engine,
                            const char *facts,
                            size_t facts_len,
                            const char *request,
                            size_t request_len,
                            hrcore_text **out,
                            hrcore_error **error_out);

/**
 * Progress: where each line and each total stands on a day inside the period, the pace that is needed from there
 * and where it would end. The request needs both: {"period": "2025-06", "as_of": "2025-06-15"}.
 * Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_progress(const hrcore_engine *engine,
                               const char *facts,
                               size_t facts_len,
                               const char *request,
                               size_t request_len,
                               hrcore_text **out,
                               hrcore_error **error_out);

/**
 * Explanations: the scores in sentences. The request needs the period and may name the language, "en" or "zh":
 * {"period": "2025-06", "lang": "zh"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_explain(const hrcore_engine *engine,
                              const char *facts,
                              size_t facts_len,
                              const char *request,
                              size_t request_len,
                              hrcore_text **out,
                              hrcore_error **error_out);

/**
 * Forced distribution: the bands of a period checked against the policy's quotas, or assigned by them.
 * The request needs the period. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_calibrate(const hrcore_engine *engine,
                                const char *facts,
                                size_t facts_len,
                                const char *request,
                                size_t request_len,
                                hrcore_text **out,
                                hrcore_error **error_out);

/**
 * Roll-up: figures per unit, position or channel. The request needs the period and may say by what:
 * {"period": "2025-06", "by": "position"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_rollup(const hrcore_engine *engine,
                             const char *facts,
                             size_t facts_len,
                             const char *request,
                             size_t request_len,
                             hrcore_text **out,
                             hrcore_error **error_out);

/**
 * Receipt: the result of one employee with the normalised documents it follows from and their hash, for
 * hrcore_receipt_verify() to recompute. The request needs both: {"period": "2025-06", "employee": "e1"}.
 * Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_receipt(const hrcore_engine *engine,
                              const char *facts,
                              size_t facts_len,
                              const char *request,
                              size_t request_len,
                              hrcore_text **out,
                              hrcore_error **error_out);

/**
 * Advice on the policy itself: what is allowed but seldom meant. Ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; the out parameters are as the conventions at the top ask.
 */
int32_t hrcore_engine_lint(const hrcore_engine *engine,
                           hrcore_text **out,
                           hrcore_error **error_out);

/**
 * The policy with every default written out. Ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; the out parameters are as the conventions at the top ask.
 */
int32_t hrcore_engine_normalise(const hrcore_engine *engine,
                                hrcore_text **out,
                                hrcore_error **error_out);

/**
 * Whether a receipt holds: recomputes the hash and the result of a document that hrcore_engine_receipt() or
 * hrcore_engine_attrition_receipt() made. It needs no engine, for a receipt contains its policy. One that does not hold is
 * answered too, with HRCORE_OK: read "valid" in the answer. Ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * Pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_receipt_verify(const char *receipt,
                              size_t receipt_len,
                              hrcore_text **out,
                              hrcore_error **error_out);

/**
 * Eligibility: every move from the position held, whether its conditions hold, on what evidence, what is missing and
 * by when it can be there. The request needs the last day that is over and may ask for words: {"as_of": "2025-06-30",
 * "lang": "en"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_eligibility(const hrcore_engine *engine,
                                  const char *facts,
                                  size_t facts_len,
                                  const char *request,
                                  size_t request_len,
                                  hrcore_text **out,
                                  hrcore_error **error_out);

/**
 * Paths: every way of an employee through the career lattice. The request needs both: {"as_of": "2025-06-30",
 * "employee": "e1"}; "to" names a destination. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_paths(const hrcore_engine *engine,
                            const char *facts,
                            size_t facts_len,
                            const char *request,
                            size_t request_len,
                            hrcore_text **out,
                            hrcore_error **error_out);

/**
 * Assessment: its dimensions and criteria, with the evidence for each and what is missing. The request needs both:
 * {"as_of": "2025-06-30", "assessment": "promotion"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_assess(const hrcore_engine *engine,
                             const char *facts,
                             size_t facts_len,
                             const char *request,
                             size_t request_len,
                             hrcore_text **out,
                             hrcore_error **error_out);

/**
 * Pipeline: who holds each position, who is ready to follow and who nearly is, where there are gaps. The request
 * needs the last day that is over: {"as_of": "2025-06-30"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_pipeline(const hrcore_engine *engine,
                               const char *facts,
                               size_t facts_len,
                               const char *request,
                               size_t request_len,
                               hrcore_text **out,
                               hrcore_error **error_out);

/**
 * Procedure: where an application stands and which actions are legal, or what becomes of it by one. The request needs
 * the moment and the application so far: {"as_of": "2025-06-10T09:00:00+08:00", "application": {"id": "a1",
 * "employee": "e1", "move": "to-supervisor"}}. hrcore keeps nothing: store the application that is answered and hand
 * it in again. Facts may be empty; if they list employees, the person must be among them. Form and ownership as in
 * hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_procedure(const hrcore_engine *engine,
                                const char *facts,
                                size_t facts_len,
                                const char *request,
                                size_t request_len,
                                hrcore_text **out,
                                hrcore_error **error_out);

/**
 * Policy review: advice that needs history, such as thresholds that nobody ever met. The request needs both periods:
 * {"from": "2025-01", "to": "2025-06"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_review_policy(const hrcore_engine *engine,
                                    const char *facts,
                                    size_t facts_len,
                                    const char *request,
                                    size_t request_len,
                                    hrcore_text **out,
                                    hrcore_error **error_out);

/**
 * Plans: what work plans lack, which items are on time, at risk and overdue, what that endangers, and who should be
 * told. The request needs the moment and may ask for words: {"as_of": "2025-06-06T09:00:00+08:00", "period":
 * "2025-W23", "lang": "en"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_plans(const hrcore_engine *engine,
                            const char *facts,
                            size_t facts_len,
                            const char *request,
                            size_t request_len,
                            hrcore_text **out,
                            hrcore_error **error_out);

/**
 * Goals: how far objectives have come, whether their drivers and the plans in hand reach them, and which work serves
 * them. The request needs the last day that is over: {"as_of": "2025-06-30"}; "period" chooses among the objectives.
 * Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_goals(const hrcore_engine *engine,
                            const char *facts,
                            size_t facts_len,
                            const char *request,
                            size_t request_len,
                            hrcore_text **out,
                            hrcore_error **error_out);

/**
 * Training: what is required and done, which gates it opens, and which courses address what is weak. The request needs
 * the last day that is over: {"as_of": "2025-06-30"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_training(const hrcore_engine *engine,
                               const char *facts,
                               size_t facts_len,
                               const char *request,
                               size_t request_len,
                               hrcore_text **out,
                               hrcore_error **error_out);

/**
 * May: whether someone may do something, and to whom it goes where not. The request needs the day, the person and the
 * action, and the amount where the action has a unit: {"as_of": "2025-06-30", "employee": "e1", "action": "discount",
 * "amount": "15%"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_may(const hrcore_engine *engine,
                          const char *facts,
                          size_t facts_len,
                          const char *request,
                          size_t request_len,
                          hrcore_text **out,
                          hrcore_error **error_out);

/**
 * Jobs: job descriptions, with the duties, authority, objectives and indicators of each position. The request needs a
 * day: {"as_of": "2025-06-30"}; "positions" chooses among them. Facts have no part in it and may be empty. Form and
 * ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_jobs(const hrcore_engine *engine,
                           const char *facts,
                           size_t facts_len,
                           const char *request,
                           size_t request_len,
                           hrcore_text **out,
                           hrcore_error **error_out);

/**
 * Forecast: what comes next in a series, with intervals, and how that was made. The request needs the last day that is over
 * and a metric, or values: {"as_of": "2025-06-30", "metric": "sales"}; then facts may be empty. Form and ownership as in
 * hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_forecast(const hrcore_engine *engine,
                               const char *facts,
                               size_t facts_len,
                               const char *request,
                               size_t request_len,
                               hrcore_text **out,
                               hrcore_error **error_out);

/**
 * Headcount: how many people each position needs by month, whom to hire, and when to open each requisition, by the rules of the
 * policy. The request needs the last day that is over: {"as_of": "2025-06-30", "lang": "en"}. Form and ownership as in
 * hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_headcount(const hrcore_engine *engine,
                                const char *facts,
                                size_t facts_len,
                                const char *request,
                                size_t request_len,
                                hrcore_text **out,
                                hrcore_error **error_out);

/**
 * Flows: how grades fill over time, and which hires or promotions hold or reach a structure. The request needs the last day that
 * is over: {"as_of": "2025-06-30", "horizon": 12}. The same seed gives the same answer. Form and ownership as in
 * hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_flows(const hrcore_engine *engine,
                            const char *facts,
                            size_t facts_len,
                            const char *request,
                            size_t request_len,
                            hrcore_text **out,
                            hrcore_error **error_out);

/**
 * Goal forecast: how likely objectives are reached, and at which pace they would be. The request needs the last day that is
 * over: {"as_of": "2025-06-30"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_goal_forecast(const hrcore_engine *engine,
                                    const char *facts,
                                    size_t facts_len,
                                    const char *request,
                                    size_t request_len,
                                    hrcore_text **out,
                                    hrcore_error **error_out);

/**
 * Workforce: turnover, stability, retention, mobility and time to fill over a period: figures that ISO 30414 names.
 * The request needs the period: {"period": "2025", "by": ["unit"]}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_workforce(const hrcore_engine *engine,
                                const char *facts,
                                size_t facts_len,
                                const char *request,
                                size_t request_len,
                                hrcore_text **out,
                                hrcore_error **error_out);

/**
 * Payouts: what is paid for a period, line by line with what it was computed from, what was paid before taken off. The
 * request needs the period and may ask for words: {"period": "2025-06", "lang": "en"}; "totals" in "detail" leaves out
 * what lines were computed from. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_payouts(const hrcore_engine *engine,
                              const char *facts,
                              size_t facts_len,
                              const char *request,
                              size_t request_len,
                              hrcore_text **out,
                              hrcore_error **error_out);

/**
 * Payout curve: what a commission pays over a range of bases, for a chart. The request needs the rule, the range and a
 * day: {"rule": "sales", "from": 0, "to": 200000, "points": 101, "as_of": "2025-06-30"}. Facts have no part in it and
 * may be empty. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_payout_curve(const hrcore_engine *engine,
                                   const char *facts,
                                   size_t facts_len,
                                   const char *request,
                                   size_t request_len,
                                   hrcore_text **out,
                                   hrcore_error **error_out);

/**
 * Compare payouts: what two versions of the policy pay on the same facts, person by person. The request needs the
 * period and both versions: {"period": "2025-06", "version": "2", "against": "1"}. Form and ownership as in
 * hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_compare_payouts(const hrcore_engine *engine,
                                      const char *facts,
                                      size_t facts_len,
                                      const char *request,
                                      size_t request_len,
                                      hrcore_text **out,
                                      hrcore_error **error_out);

/**
 * Points: accounts of points, with what was earned, redeemed, expired and taken back. The request needs the last day
 * that is over: {"as_of": "2025-06-30"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_points(const hrcore_engine *engine,
                             const char *facts,
                             size_t facts_len,
                             const char *request,
                             size_t request_len,
                             hrcore_text **out,
                             hrcore_error **error_out);

/**
 * Alerts: whom something has to be said to, each once by its id. The request needs the last day that is over:
 * {"as_of": "2025-06-30"}; "alert_states" of the facts says which alerts were raised before. Form and ownership as in
 * hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_alerts(const hrcore_engine *engine,
                             const char *facts,
                             size_t facts_len,
                             const char *request,
                             size_t request_len,
                             hrcore_text **out,
                             hrcore_error **error_out);

/**
 * Cycle: where an appraisal cycle and its appeals stand, and what can be done now. The request needs the period and
 * the moment, and holds what was done: {"period": "2025-06", "as_of": "2025-07-04T09:00:00+08:00", "record": [{"step":
 * "result", "at": "2025-07-02T17:00:00+08:00", "by": "manager"}]}. Facts have no part in it and may be empty. Form and
 * ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_cycle(const hrcore_engine *engine,
                            const char *facts,
                            size_t facts_len,
                            const char *request,
                            size_t request_len,
                            hrcore_text **out,
                            hrcore_error **error_out);

/**
 * Appeal: a result before and after corrections, and what made the difference. Facts are handed over as they were; the
 * request needs the period, the person and the corrections: {"period": "2025-06", "employee": "e1", "corrections":
 * {"remove": ["wms-17"]}}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_appeal(const hrcore_engine *engine,
                             const char *facts,
                             size_t facts_len,
                             const char *request,
                             size_t request_len,
                             hrcore_text **out,
                             hrcore_error **error_out);

/**
 * Attrition: who may leave within some months, how likely, why, and how sure that is. The request needs the last day that is
 * over: {"as_of": "2025-06-30", "horizon": 3, "lang": "en"}; a model that was fitted before and a prior may stand in it. Form
 * and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_attrition(const hrcore_engine *engine,
                                const char *facts,
                                size_t facts_len,
                                const char *request,
                                size_t request_len,
                                hrcore_text **out,
                                hrcore_error **error_out);

/**
 * Fit attrition: a model of leaving, to be kept and asked later, with what it is worth and whom it marks. The request needs the
 * last day that is over: {"as_of": "2025-06-30", "window": 24}. hrcore keeps nothing: store the model that is answered and hand
 * it in again. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_fit_attrition(const hrcore_engine *engine,
                                    const char *facts,
                                    size_t facts_len,
                                    const char *request,
                                    size_t request_len,
                                    hrcore_text **out,
                                    hrcore_error **error_out);

/**
 * Attrition receipt: one employee's chance to leave with the model that was asked, the normalised documents that the chance
 * follows from, and their hash, for hrcore_receipt_verify() to recompute. The request needs both the last day that is over and
 * the employee: {"as_of": "2025-06-30", "employee": "e1"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_attrition_receipt(const hrcore_engine *engine,
                                        const char *facts,
                                        size_t facts_len,
                                        const char *request,
                                        size_t request_len,
                                        hrcore_text **out,
                                        hrcore_error **error_out);

/**
 * Retention: how long people stay. The share that is still there after months of tenure, with its bounds, of the whole
 * company and of groups, and whether groups differ. The request needs the last day that is over:
 * {"as_of": "2025-06-30", "window": 24, "by": "unit", "lang": "en"}. Form and ownership as in hrcore_engine_score().
 *
 * Preconditions:
 * The engine has not been freed; pointers and lengths are as the conventions at the top ask.
 */
int32_t hrcore_engine_retention(const hrcore_engine *engine,
                                const char *facts,
                                size_t facts_len,
                                const char *request,
                                size_t request_len,
                                hrcore_text **out,
                                hrcore_error **error_out);

/**
 * The bytes of an answer. A NUL stands after the last one and none among them, so that the result is a C string
 * as well. The bytes live as long as the text. NULL for NULL.
 *
 * Preconditions:
 * The text is NULL or has not been freed.
 */
const char *hrcore_text_data(const hrcore_text *text);

/**
 * The number of bytes of an answer, without the NUL after its end. 0 for NULL.
 *
 * Preconditions:
 * The text is NULL or has not been freed.
 */
size_t hrcore_text_len(const hrcore_text *text);

/**
 * Frees an answer and its bytes. NULL is fine. Do not use free() of the C library for it.
 *
 * Preconditions:
 * The text is NULL or has not been freed; no other thread is using it.
 */
void hrcore_text_free(hrcore_text *text);

/**
 * The status that the failed call returned. HRCORE_OK for NULL.
 *
 * Preconditions:
 * The error is NULL or has not been freed.
 */
int32_t hrcore_error_status(const hrcore_error *error);

/**
 * What went wrong, as JSON: {"problems": [{"code", "pointer", "message", "hint"}, ...]}, every problem at once.
 * Programs go by the code, which stays; people read the message and, where there is one, the hint. The pointer
 * (RFC 6901) leads into the document at fault. Failures without a document, such as HRCORE_NULL_ARGUMENT, have the
 * same form: their code is the name of the status in small letters, their pointer is empty.
 *
 * A NUL stands after the last byte. The bytes live as long as the error. NULL for NULL.
 *
 * Preconditions:
 * The error is NULL or has not been freed.
 */
const char *hrcore_error_json(const hrcore_error *error);

/**
 * The number of bytes of hrcore_error_json(), without the NUL after its end. 0 for NULL.
 *
 * Preconditions:
 * The error is NULL or has not been freed.
 */
size_t hrcore_error_len(const hrcore_error *error);

/**
 * Frees an error and its bytes. NULL is fine. Do not use free() of the C library for it.
 *
 * Preconditions:
 * The error is NULL or has not been freed; no other thread is using it.
 */
void hrcore_error_free(hrcore_error *error);

/**
 * Compiles a policy, puts one question to it and writes the answer into the caller's buffer: for COBOL, ABAP and
 * other hosts that hand over fixed records and keep no handles. Nothing is left to free. The policy is compiled
 * anew each time, so a host that can keep an engine is better off with one.
 *
 * `question` is the name of a question: "score", "progress", "explain", "calibrate", "rollup", "receipt",
 * "eligibility", "paths", "assess", "pipeline", "procedure", "review_policy", "plans", "goals", "training", "may",
 * "jobs", "payouts", "payout_curve", "compare_payouts", "points", "alerts", "cycle", "appeal", "forecast", "headcount",
 * "flows", "workforce", "goal_forecast", "attrition", "fit_attrition", "attrition_receipt",
 * "retention", "lint", "normalise";
 * "compile", which answers {} when the policy is sound; or "verify", which takes the receipt in place of the policy and
 * answers {"valid": false, ...} where it does not hold.
 * Facts and request are read by those questions that need them. Spaces and NULs at the end of an input do not count:
 * fields may be handed over at their full width, and one that is blank is an empty one.
 *
 * The bytes of `out` behind the answer are filled with spaces; no NUL is added. What comes back:
 *
 * - 0 or more: the question was answered, in that many bytes.
 * - -1 to -63: refused, and the number is the status, negated (-1 is HRCORE_INVALID_INPUT). `out` holds the problems
 *   as hrcore_error_json() would write them, unless `out` itself is what is wrong.
 * - -64 and below: `out` is too small. Nothing was written; call again with a buffer of that many bytes, negated.
 *   NULL with capacity 0 asks for the size.
 *
 *     char out[32768];
 *     int64_t n = hrcore_evaluate_fixed(policy, policy_len, "score", 5, facts, facts_len,
 *                                       request, request_len, out, sizeof out);
 *     if (n >= 0) fwrite(out, 1, (size_t)n, stdout);
 *
 * Preconditions:
 * Pointers and lengths are as the conventions at the top ask; `out` is NULL with capacity 0 or has room for
 * `out_cap` bytes.
 */
int64_t hrcore_evaluate_fixed(const char *policy,
                              size_t policy_len,
                              const char *question,
                              size_t question_len,
                              const char *facts,
                              size_t facts_len,
                              const char *request,
                              size_t request_len,
                              char *out,
                              size_t out_cap);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* HRCORE_H */
