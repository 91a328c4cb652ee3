/** An expected failure: a stable code for programs and one sentence a person can act on. */
export type Failure = { readonly ok: false; readonly code: string; readonly sentence: string };
export type Success<Value> = { readonly ok: true; readonly value: Value };
export type Outcome<Value> = Success<Value> | Failure;

export function success<Value>(value: Value): Success<Value> {
  return { ok: true, value };
}

export function failure(code: string, sentence: string): Failure {
  return { ok: false, code, sentence };
}
