/** Words in the names of fields, attributes, keys and variables, by what they say of the value. Data. */
const KNOWN = new RegExp(
  [
    /** Whose address it is, if it is one. */
    '(?<payee>wallet|recipient|receiver|payee|donat)',
    /** What has a value of its own, or an address that nobody is paid at. */
    '(?<code>hash|token|signature|nonce|session|csrf|integrity|digest|checksum|\\b(?:tx|[gu]u|[cdpsu]|user|client|account)?id\\b|\\b(?:sig|mint|program|seed|secret|api)(?=s?\\b|id\\b|key|addr))',
    /** Where on a page it stands, and who has it. */
    '(?<page>\\b(?:form|store|style|class|owner)(?=s?\\b|id\\b)|\\bsrc|authority)',
    /** A key is an address where it is somebody's who is paid. */
    '(?<key>pub(?:lic)? ?key)',
    /** An address, or which kind, and what one does with it. */
    '(?<address>addr|clipboard|copy|^to$|solana|\\bsol\\b|lightning)',
  ].join('|'),
  'g',
);

/**
 * Whether a name such as `owner_wallet` says that its value is an address, or something else; `null` where it says
 * neither. The last word tells what a thing is: a wallet's token is a token, and the address of a token is nobody's to
 * pay.
 */
export function saidByName(name: string): 'address' | 'other' | null {
  const said = [...wordsOf(name).matchAll(KNOWN)].map(({ groups = {} }) =>
    Object.keys(groups).find((kind) => groups[kind] !== undefined),
  );
  const what = said.at(-1);
  const whose = said.findLast((kind) => kind === 'payee' || kind === 'code');
  if (what === undefined) return null;
  if (what === 'payee' || (what === 'address' && whose !== 'code')) return 'address';
  return what === 'key' && whose === 'payee' ? 'address' : 'other';
}

/** Words apart that `_`, `-`, digits or a capital keep apart in a name. */
function wordsOf(name: string): string {
  return name
    .replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^a-zA-Z]+/g, ' ')
    .trim()
    .toLowerCase();
}
