/** What a caller may watch and stop a long piece of work by; an AbortSignal is such a signal. */
export interface BackupWatch {
  readonly signal?: { readonly aborted: boolean } | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}
