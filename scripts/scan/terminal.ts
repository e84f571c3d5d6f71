/** Characters that command a terminal, or turn around what stands beside them. */
const COMMANDS = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** What a page or a list chose, for one line of a terminal: shown as it is, but commanding nothing. */
export function plain(text: string): string {
  return text.replace(COMMANDS, '');
}
