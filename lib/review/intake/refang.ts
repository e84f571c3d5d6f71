/**
 * Reports among people who look into fraud write addresses so that nobody opens them by accident. Here they become
 * addresses again. Data: how their parts are written then, and what they stand for.
 */

/** Stands for a dot that was disguised: where one is, an address was meant, even without `https://`. */
export const DISGUISED_DOT = '\ue000';

const DEFANGED: readonly [RegExp, string][] = [
  // example[.]org, example (dot) org, example{.}org
  [/(?<=[\p{L}\p{N}])\s?[[({]\s?(?:\.|dot)\s?[\])}]\s?(?=[\p{L}\p{N}])/giu, DISGUISED_DOT],
  // example[.org, example.]org, example\.org
  [/(?<=[\p{L}\p{N}])(?:\[\.|\.\]|\\\.)(?=[\p{L}\p{N}])/gu, DISGUISED_DOT],
  // https[://]example.org, https:[//]example.org, https[:]//example.org, example.org[/]path
  [/[[({]:\/\/[\])}]/g, '://'],
  [/:[[({]\/\/[\])}]/g, '://'],
  [/(?<=p|s)[[({]:[\])}]/gi, ':'],
  [/[[({]\/[\])}]/g, '/'],
  // hxxps:, hXXp:, h**p:, htxp:
  [/(?<![\p{L}\p{N}])h(?:xx|\*\*|tx|xt)p(s?)(?=:)/giu, 'http$1'],
  [/(?<![\p{L}\p{N}])(https?):\\\\/giu, '$1://'],
];

/** The text with its addresses as a browser takes them, but for `DISGUISED_DOT`. */
export function refang(text: string): string {
  return DEFANGED.reduce((whole, [pattern, plain]) => whole.replace(pattern, plain), text);
}

/** The same without that mark. */
export function withDots(text: string): string {
  return text.replaceAll(DISGUISED_DOT, '.');
}
