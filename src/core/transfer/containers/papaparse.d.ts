// The published types of papaparse bring the DOM and Node in; core has neither. This is what core uses.
declare module 'papaparse' {
  interface ParseOptions {
    readonly delimiter: string;
    readonly preview: number;
    readonly skipEmptyLines?: 'greedy';
  }
  const Papa: {
    parse(text: string, options: ParseOptions): { readonly data: readonly (readonly string[])[] };
  };
  export default Papa;
}
