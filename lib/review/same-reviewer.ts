/** Whether two names mean one reviewer: case, width and white space tell nobody apart. */
export function isSameReviewer(a: string, b: string): boolean {
  return a === b || nameKey(a) === nameKey(b);
}

/** The same for one reviewer and the names of many cases, most of which are the same few. */
export function namesOf(reviewer: string): (name: string) => boolean {
  const own = nameKey(reviewer);
  const known = new Map<string, boolean>();
  return (name) => {
    let isOwn = known.get(name);
    if (isOwn === undefined) {
      isOwn = nameKey(name) === own;
      known.set(name, isOwn);
    }
    return isOwn;
  };
}

function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).join(' ');
}
