/** An expected outcome: either the value, or why there is none (a closed code, never a text to compare). */
export type Result<Value, ErrorCode extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ErrorCode };

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function err<ErrorCode extends string>(
  error: ErrorCode,
): { readonly ok: false; readonly error: ErrorCode } {
  return { ok: false, error };
}
