/** The last part of a path or URL; `''` where it has none. */
export function fileName(name: string): string {
  const path = name.replace(/[?#].*$/, '');
  return path.split('/').filter(Boolean).at(-1) ?? '';
}
