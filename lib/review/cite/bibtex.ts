import type { Citation } from './citation.ts';
import { referenceOf } from './reference.ts';
import type { CiteWords } from './sentences.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `@misc`, which every style knows; `date`, `urldate` and `version` are biblatex's and harmless elsewhere. */
export function citeBibtex(citation: Citation, words: CiteWords): string {
  const { id, authority, title, container, version, issued, checked, url, note } = referenceOf(
    citation,
    words,
  );
  const [year, month] = issued.split('-');
  const fields: [string, string | null][] = [
    // A second pair of braces keeps an institution from being read as given and family name, and capitals as they are.
    ['author', authority && `{${escapeTex(authority)}}`],
    ['title', `{${escapeTex(title)}}`],
    ['howpublished', container && escapeTex(container)],
    ['version', version && escapeTex(version)],
    ['date', issued],
    ['year', year ?? ''],
    ['url', url && escapeUrl(url)],
    ['urldate', checked],
    ['note', escapeTex(note)],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}},`] : []));
  return [`@misc{${id},`, ...lines, `  month = ${MONTHS[Number(month) - 1]},`, '}'].join('\n');
}

const TEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
};

/** The ten signs that TeX reads as commands, and three that its oldest font has others for. */
function escapeTex(text: string): string {
  return text.replace(/[\\{}$&#_%~^<>|]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}

/** `url` is read as it stands: only what would end or open a group is written otherwise. */
function escapeUrl(url: string): string {
  return url.replace(/[\\{}]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
