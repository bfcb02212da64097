/** Hands a file to the browser's downloads. No permission is needed for it, and no answer comes back. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the content by the time its turn comes.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
