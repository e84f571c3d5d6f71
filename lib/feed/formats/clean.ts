/** Control and direction characters have no place in a list and could disguise a name. */
export function clean(text: string): string {
  return text.replace(/[\p{Cc}\u200B\u202A-\u202E\u2066-\u2069\uFEFF]+/gu, ' ').trim();
}
