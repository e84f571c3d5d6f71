/** The text as a URL where it leads to the web: nothing else may become a link. */
export function webUrl(text: string): URL | null {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : null;
}
