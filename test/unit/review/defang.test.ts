import { describe, expect, it } from 'vitest';
import { defang, defangUrls } from '#lib/review/defang.ts';
import { refang, withDots } from '#lib/review/intake/refang.ts';

describe('a place that nobody opens by accident', () => {
  it.each([
    ['https://www.example.org/a.b/c?d=e.f#g', 'hxxps://www[.]example[.]org/a.b/c?d=e.f#g'],
    ['http://example.org', 'hxxp://example[.]org'],
    ['HTTPS://Example.ORG/', 'HxxPS://Example[.]ORG/'],
    ['ftp://192.0.2.1/x', 'fxp://192[.]0[.]2[.]1/x'],
    ['example.org', 'example[.]org'],
    ['t.me/some.name', 't[.]me/some.name'],
    ['tips@wallet.example', 'tips[@]wallet[.]example'],
    ['https://user@evil.example/', 'hxxps://user[@]evil[.]example/'],
  ])('%s', (plain, defanged) => {
    expect(defang(plain)).toBe(defanged);
  });

  it('in a text, wherever one stands, and nothing else of it', () => {
    expect(defangUrls('See https://a.example/x. Then (http://b.example), e.g. file.txt')).toBe(
      'See hxxps://a[.]example/x. Then (hxxp://b[.]example), e.g. file.txt',
    );
  });

  it.each(['https://www.example.org/a?b=c', 'example.org', 'http://192.0.2.1/'])(
    'is read again as it was: %s',
    (plain) => {
      expect(withDots(refang(defang(plain)))).toBe(plain);
    },
  );
});
