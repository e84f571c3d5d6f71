/**
 * What can be told, beside the reason itself (problems.ts), of what exactly went wrong with a list: that which somebody
 * can act on, or can tell its publisher. Data: each has words, the message `detail_<code>`, with its parameters. Whatever
 * only a programmer reads stands in the failure's own text.
 */
export const DETAILS = {
  /** `status`: of HTTP. */
  status: ['status'],
  /** `server`: the host that was not asked. */
  server: ['server'],
  /** Of what bounds a file; `size` in bytes. */
  size: ['size'],
  entries: ['limit'],
  record: ['limit'],
  /** `column`: one that has to be among them. */
  columns: ['column'],
  undated: [],
  /** Another list of the same publisher; `file` is the right one. */
  'other-list': ['file'],
  'left-out': ['count'],
  /** Of a list in several files. */
  file: ['file'],
  /** Versions are counted from 1; another one was due. */
  version: ['file', 'version', 'expected'],
  /** `until`: a day, `YYYY-MM-DD`. */
  until: ['file', 'until'],
  signatures: ['file', 'count'],
  'two-contents': ['file', 'version'],
} as const satisfies Record<string, readonly string[]>;
export type DetailCode = keyof typeof DETAILS;

/** A detail with exactly the parameters that its sentence names, as text. */
export type Detail = {
  [Code in DetailCode]: { code: Code; params: Record<(typeof DETAILS)[Code][number], string> };
}[DetailCode];

/** For lists in several files. */
export function inFile(file: string): Detail {
  return { code: 'file', params: { file } };
}
