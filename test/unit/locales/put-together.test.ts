import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { putTogether } from './put-together.ts';

const FILES = globSync('{entrypoints,components,lib}/**/*.{ts,tsx}', { exclude: ['lib/feed/publish/**'] });

it('puts no sentence together from messages: what belongs together is one message with parameters', () => {
  expect(FILES.flatMap((file) => putTogether(file, readFileSync(file, 'utf8')))).toEqual([]);
});

it.each([
  ['a template', `const a = \`\${t('name')}: \${value}\`;`],
  ['a template around one of two', `const a = \`(\${is ? t('yes') : ''})\`;`],
  ['a sum', `const a = words('wait') + seconds;`],
  ['a list that is joined', `const a = [t('one'), t('two')].filter(Boolean).join(' ');`],
  ['a list of lists', `const a = [...tags.map((tag) => t('tag', [tag]))].join(', ');`],
  ['a mark in markup', `const a = <p>{t('version')}: <b>{version}</b></p>;`],
  ['brackets in markup', `const a = <p>{tier} ({t('sure')})</p>;`],
])('knows %s', (_, code) => {
  expect(putTogether('a.tsx', code)).toEqual(['a.tsx:1']);
});

it.each([
  ['a value in a message', `const a = t('labelled', [t('name'), \`<\${value}>\`]);`],
  ['a key', `const a = t(\`level_\${level}\`);`],
  ['facts in a row', `const a = [\`\${t('one')} · \${t('two')}\`, t('three')].join(' · ');`],
  ['two sentences', `const a = <p>{t('one')} {t('two')}</p>;`],
])('lets %s be', (_, code) => {
  expect(putTogether('a.tsx', code)).toEqual([]);
});
