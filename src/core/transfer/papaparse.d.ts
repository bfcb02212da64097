// The published types of papaparse bring the DOM and Node in; core has neither. This is what core uses.
declare module 'papaparse' {
  interface ParseResult {
    readonly data: readonly (readonly string[])[];
    readonly errors: readonly { readonly type: 'Quotes' | 'Delimiter' | 'FieldMismatch' }[];
  }
  interface ParseOptions {
    readonly preview?: number;
    readonly skipEmptyLines?: 'greedy';
  }
  const Papa: { parse(text: string, options: ParseOptions): ParseResult };
  export default Papa;
}
