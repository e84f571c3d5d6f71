import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CITE_FORMATS } from '#lib/core/checked.ts';
import { type Citation, citationsOf } from '#lib/review/cite/citation.ts';
import { cite } from '#lib/review/cite/formats.ts';
import { CslJson } from '../../../support/csl.ts';
import { ADDRESS, CHECKED, citationOf, claimOf, LIST, words } from './setup.ts';

const OTHER = { ...LIST, id: 'nbctf', title: 'NBCTF orders', version: '7', hash: null };
const NONE: Citation = {
  says: 'none',
  thing: { text: ADDRESS, chain: 'ethereum' },
  lists: [LIST, OTHER],
  checked: CHECKED,
};

describe('what can be cited of a finding', () => {
  const finding = { canonical: ADDRESS, chain: 'ethereum' as const };

  it('is each claim that is about it', () => {
    const claims = [
      claimOf(),
      claimOf({ id: 'touches', bearing: 'neither' }),
      claimOf({ id: 'answered', bearing: 'outweighed' }),
      claimOf({ id: 'vouches', bearing: 'for' }),
      claimOf({ id: 'unknown', list: 'gone' }),
    ];
    const cited = citationsOf({ ...finding, claims }, [LIST], CHECKED);
    expect(cited.map((one) => one.says === 'claim' && one.claim.id)).toEqual([claims[0]?.id, 'vouches']);
    expect(cited[0]).toEqual(citationOf());
  });

  it('is that no list holds it, only where none says anything and there are lists', () => {
    expect(citationsOf({ ...finding, claims: [] }, [LIST, OTHER], CHECKED)).toEqual([NONE]);
    expect(citationsOf({ ...finding, claims: [] }, [], CHECKED)).toEqual([]);
    const touched = [claimOf({ bearing: 'neither' })];
    expect(citationsOf({ ...finding, claims: touched }, [LIST], CHECKED)).toEqual([]);
  });
});

describe('a citation in prose', () => {
  it('names subject, authority, programme, date of listing, list with date and hash, and when it was checked', () => {
    expect(cite(citationOf(), 'plain', words)).toBe(
      `${ADDRESS} (Ethereum), according to OFAC. The list names this very address. Listed 27 March 2024, as GAZA ` +
        'NOW. Programme, as the list names it: SDGT. Legal basis: Executive Order 13224. List: OFAC SDN List, data ' +
        `of 20 November 2026, version 2026-11-20, SHA-256 ${LIST.hash}. Source: ` +
        'https://sanctionssearch.ofac.treas.gov/Details.aspx?id=47635 Checked with Almsguard at ' +
        `${CHECKED}.`,
    );
  });

  it('tells another spelling on the list, a state that is not active, and that it was taken off', () => {
    const text = cite(
      citationOf({
        value: ADDRESS.toLowerCase(),
        match: 'same-key',
        status: 'delisted',
        delisted: '2025-03-21',
      }),
      'plain',
      words,
    );
    expect(text).toContain('The list names another address made from the same key.');
    expect(text).toContain(`On the list it reads ${ADDRESS.toLowerCase()}.`);
    expect(text).toContain('No longer on the list as of 21 March 2025.');
    expect(text).toContain('State on the list: Taken off the list.');
  });

  it('of a claim that speaks for it accuses nobody', () => {
    const text = cite(citationOf({ bearing: 'for' }), 'plain', words);
    expect(text).toContain('The list says nothing against it.');
    expect(text).not.toContain('Listed');
  });

  it('that nothing was found says which lists and of which day', () => {
    const text = cite(NONE, 'plain', words);
    expect(text).toBe(
      `None of these lists names ${ADDRESS} (Ethereum). List: OFAC SDN List, data of 20 November 2026, version ` +
        `2026-11-20, SHA-256 ${LIST.hash}. List: NBCTF orders, data of 20 November 2026, version 7. This does not tell ` +
        `who it belongs to, nor that nobody warns of it elsewhere. Checked with Almsguard at ${CHECKED}.`,
    );
  });

  it('has links and code where the format has them', () => {
    const markdown = cite(citationOf(), 'markdown', words);
    expect(markdown).toContain(`\`${ADDRESS}\` \\(Ethereum\\), according to OFAC.`);
    expect(markdown).toContain('<https://sanctionssearch.ofac.treas.gov/Details.aspx?id=47635>');
    const html = cite(citationOf(), 'html', words);
    expect(html).toContain(`<p dir="auto"><code dir="ltr">${ADDRESS}</code> (Ethereum), according to OFAC.`);
    expect(html).toContain('<a href="https://sanctionssearch.ofac.treas.gov/Details.aspx?id=47635">');
  });
});

/** What a list may write, and must not become of it. */
const HOSTILE =
  '<img src=x onerror=alert(1)> [a](https://evil.example) `x` \\end{document} "&\' %\n# H \u202Egnp';

describe('what a list writes stays text', () => {
  const hostile = citationOf({
    subject: HOSTILE,
    authority: HOSTILE,
    programme: HOSTILE,
    value: HOSTILE,
    url: 'javascript:alert(1)',
  });

  it('in HTML', () => {
    const html = cite(hostile, 'html', words);
    expect(
      html.match(/<[^>]*>/g)?.filter((tag) => !/^<\/?(?:p(?: dir="auto")?|code(?: dir="ltr")?)>$/.test(tag)),
    ).toEqual([]);
    expect(html).not.toContain('href');
    expect(html).toContain('javascript:alert(1)');
  });

  it('in Markdown', () => {
    const markdown = cite(hostile, 'markdown', words).replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '');
    expect(markdown).not.toMatch(/(?<!\\)[<>[\]`*_#]/);
    expect(markdown).not.toContain('\n');
  });

  it('in Markdown as GitHub reads it, where a bare host is a link', () => {
    const markdown = cite(
      citationOf({ programme: 'See WWW.evil.example, www.evil.example' }),
      'markdown',
      words,
    );
    expect(markdown).toContain('See WWW\\.evil.example, www\\.evil.example');
  });

  it('in BibTeX, where every brace has its other half', () => {
    const bibtex = cite(hostile, 'bibtex', words);
    let depth = 0;
    for (const [sign] of bibtex.matchAll(/(?<!\\)[{}]/g)) {
      depth += sign === '{' ? 1 : -1;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
    expect(bibtex).not.toMatch(/(?<!\\)[$&#%_~^]/);
    expect(bibtex).not.toContain('\\end');
    expect(bibtex).not.toContain('url =');
  });

  it.each(CITE_FORMATS)('without signs that turn writing around: %s', (format) => {
    expect(cite(hostile, format, words)).not.toMatch(/[\u202a-\u202e\uE000\uE001]/);
  });
});

describe('a citation for reference managers', () => {
  it('as BibTeX', () => {
    const text = cite(citationOf(), 'bibtex', words);
    expect(text).toMatch(/^@misc\{ofac-sdn-2026-11-20-sdn-47635-feature-70190-[\w-]+,\n/);
    expect(text).toContain('  author = {{OFAC}},');
    expect(text).toContain(`  title = {{GAZA NOW: ${ADDRESS} (Ethereum)}},`);
    expect(text).toContain('  howpublished = {OFAC SDN List},');
    expect(text).toContain('  date = {2024-03-27},');
    expect(text).toContain('  year = {2024},');
    expect(text).toContain('  month = mar,');
    expect(text).toContain('  url = {https://sanctionssearch.ofac.treas.gov/Details.aspx?id=47635},');
    expect(text).toContain('  urldate = {2026-11-21},');
    expect(text).toContain(`SHA-256 ${LIST.hash}`);
    expect(text.endsWith('\n}')).toBe(true);
  });

  it('keeps a brace out of a URL', () => {
    const text = cite(citationOf({ url: 'https://a.example/?q={x}\\y' }), 'bibtex', words);
    expect(text).toContain('url = {https://a.example/?q=%7Bx%7D%5Cy}');
  });

  it.each([
    ['a claim', citationOf()],
    ['a claim without dates and name', citationOf({ listed: null, subject: null, url: null })],
    ['nothing found', NONE],
  ] as const)('as CSL-JSON that its schema accepts: %s', (_name, citation) => {
    const items = JSON.parse(cite(citation, 'csl-json', words));
    expect(v.safeParse(CslJson, items).issues).toBeUndefined();
  });

  it('as CSL-JSON with every field that it has', () => {
    expect(JSON.parse(cite(citationOf(), 'csl-json', words))).toMatchObject([
      {
        type: 'entry',
        title: `GAZA NOW: ${ADDRESS} (Ethereum)`,
        author: [{ literal: 'OFAC' }],
        'container-title': 'OFAC SDN List',
        version: '2026-11-20',
        issued: { 'date-parts': [[2024, 3, 27]] },
        accessed: { 'date-parts': [[2026, 11, 21]] },
        URL: 'https://sanctionssearch.ofac.treas.gov/Details.aspx?id=47635',
        note: expect.stringContaining(LIST.hash ?? ''),
      },
    ]);
    const [none] = JSON.parse(cite(NONE, 'csl-json', words));
    expect(none).not.toHaveProperty('author');
    expect(none.issued).toEqual(none.accessed);
  });

  it('has an id of its own for every claim, thing and version', () => {
    const ids = [
      citationOf(),
      citationOf({ id: 'x' }),
      citationOf({}, { ...LIST, date: '2026-11-19' }),
      { ...citationOf(), thing: { text: `${ADDRESS.slice(0, -1)}e`, chain: 'ethereum' as const } },
      NONE,
    ].map((one) => JSON.parse(cite(one, 'csl-json', words))[0].id);
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9-]{1,80}$/);
  });
});
