import { bodyOf } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';

/** Hundreds of cases each; the machine may be busy. */
export const SLOW = { timeout: 60_000 };

export const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
export const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';
/** EIP-55, test cases. */
export const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
export const EVM_OTHER = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359';
export const DOMAIN = 'listed.example.com';
/** BIP-32, test vector 1. */
export const XPUB =
  'xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8';
export const XPRV =
  'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi';

export const encode = (text: string) => new TextEncoder().encode(text);
export const sourceOf = (name: string) => ({ id: 'own', name, today: '2026-11-21' });

export async function read(text: string, name = 'list.txt') {
  const result = await readList(bodyOf(encode(text)), sourceOf(name));
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  const { format, list, refused } = result.value;
  return { format, info: list.info, refused, entries: list.chunks.flatMap(readChunk) };
}

/** What the adapter says of lines that no list may consist of alone. */
export async function readDirt(text: string, name = 'list.txt') {
  const { entries, refused } = await read(`${BOAT}\n${EVM}\n${TRON}\n${text}`, name);
  return {
    entries: entries.map(({ value }) => value).filter((value) => ![BOAT, EVM, TRON].includes(value)),
    refused: refused.map(({ reason }) => reason),
  };
}
