type Tell = (key: string, params: Record<string, string>) => string;

/** Whole sentences, one after the other: not every language puts a space between two. */
export function inARow(sentences: readonly string[], t: Tell): string {
  const said = sentences.filter((sentence) => sentence !== '');
  return said.reduce((one, next) => (one === '' ? next : t('sentences', { one, next })), '');
}

/** What others wrote, in a sentence of ours: whichever way it runs, it turns nothing around it (Unicode UAX #9, isolates). */
export function apart(text: string): string {
  return `\u2068${text}\u2069`;
}
