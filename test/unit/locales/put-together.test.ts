import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { putTogether } from './put-together.ts';

const FILES = globSync('{entrypoints,components,lib}/**/*.{ts,tsx}', { exclude: ['lib/feed/publish/**'] });

/** What is put together there, and is no sentence: each by its code. */
const NO_SENTENCES: Record<string, string> = {
  '`{${escapeTex(authority)}}`': 'a field of a BibTeX file',
  '`{${escapeTex(title)}}`': 'a field of a BibTeX file',
  "parts.map(part).join('')": 'a message that was taken apart at its values, as it was',
  "parts.map(({ text }) => text).join('')": 'the same',
  '`${ticks} ${text} ${ticks}`': 'marks of Markdown around one value',
  '`${ticks}${text}${ticks}`': 'marks of Markdown around one value',
  'listsOf(row, t).join()': 'sorted by, and read by nobody',
  "[row.text, row.canonical, row.chain ?? '', ...names].join('\\n')": 'searched in, and read by nobody',
};

it('puts no sentence together from messages: what belongs together is one message with parameters', () => {
  const sources = FILES.map((file) => ({ file, code: readFileSync(file, 'utf8') }));
  const found = putTogether(sources);
  expect(found.filter(({ text }) => !(text in NO_SENTENCES))).toEqual([]);
  expect(found.map(({ text }) => text)).toEqual(expect.arrayContaining(Object.keys(NO_SENTENCES)));
});

it.each([
  ['a template', `const a = \`\${t('name')}: \${value}\`;`],
  ['a template around one of two', `const a = \`(\${is ? t('yes') : ''})\`;`],
  ['a sum', `const a = words('wait') + seconds;`],
  ['a list that is joined', `const a = [t('one'), t('two')].filter(Boolean).join(' ');`],
  ['a list of lists', `const a = [...tags.map((tag) => t('tag', [tag]))].join(', ');`],
  ['a list that grows', `const a = []; a.push(t('one')); const b = a.join(' ');`],
  ['a list by its name', `const a = [t('one'), x]; const b = a.filter(Boolean).join(' ');`],
  ['a list that is mapped', `const a = keys.map((key) => t(key)); const b = a.slice(1).join(', ');`],
  ['variables', `const name = t('name'); const a = \`\${name}: \${value}\`;`],
  ['a variable that is set', `let a = ''; a = t('name'); const b = a + value;`],
  ['a text that grows', `let a = ''; for (const key of keys) a += t(key);`],
  ['parts of an object', `const { name } = { name: t('name') }; const a = name.concat(value);`],
  ['what is in a list', `const all = [t('one')]; for (const one of all) told(\`(\${one})\`);`],
  ['what is reduced', `const all = [t('one')]; const a = all.reduce((one, next) => one + next);`],
  [
    'what a function gives',
    `const said = (key) => { return t(key); }; const a = \`\${said('one')}: \${value}\`;`,
  ],
  ['what a function is given', `function tell(text) { return \`\${text}.\`; } tell(t('one'));`],
  [
    'what a component is given',
    `function Fact({ label }) { return <b title={\`\${label}: \${x}\`} />; } const a = <Fact label={t('one')} />;`,
  ],
  ['a mark in markup', `const a = <p>{t('version')}: <b>{version}</b></p>;`],
  ['brackets in markup', `const a = <p>{tier} ({t('sure')})</p>;`],
])('knows %s', (_, code) => {
  expect(putTogether([{ file: 'a.tsx', code }])).toMatchObject([{ where: 'a.tsx:1' }]);
});

it('knows what came from another file', () => {
  const other = { file: 'lib/b.ts', code: `export function said() { return t('one'); }` };
  const code = `import { said } from '#lib/b.ts'; const a = said() + x;`;
  expect(putTogether([{ file: 'lib/a.ts', code }, other])).toMatchObject([{ where: 'lib/a.ts:1' }]);
});

it.each([
  ['a value in a message', `const a = t('labelled', [t('name'), \`<\${value}>\`]);`],
  ['a key', `const a = t(\`level_\${level}\`);`],
  ['facts in a row', `const a = [\`\${t('one')} · \${t('two')}\`, t('three')].join(' · ');`],
  ['two sentences', `const a = <p>{t('one')} {t('two')}</p>;`],
])('lets %s be', (_, code) => {
  expect(putTogether([{ file: 'a.tsx', code }])).toEqual([]);
});
