import { describe, expect, it } from 'vitest';
import { findCandidates } from '#lib/detect/find.ts';
import { findSpots } from '#lib/detect/spots.ts';
import { readHref } from '#lib/detect/uri.ts';

// From the vectors.
const TON = 'UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA';
const SOL = '3h1zGmCwsRJnVk5BuRNMLsPaQu1y2aqXqXDWYCgrp5UG';
/** Without a zero or an `l`: its letters are base58's as well. */
const BCH = 'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a';
const NEAR = '98793cd91a3f870fb126f66285808c7e094afcfc4eda8a970f6648cdf0dbd6de';
const BTC = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const XLM = 'GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ';
const BASE = 'https://page.example/';

const texts = (text: string) => findCandidates(text).map(({ text }) => text);

describe('an address in the path of a link', () => {
  it.each([
    ['link', `https://pay.example/to/${TON}`, TON],
    ['link', `https://pay.example/to/${TON}/now`, TON],
    ['link', `https://pay.example/?to=${TON}`, TON],
    ['link', `https://pay.example/to/${BCH}?now`, BCH],
    ['link', `https://tonviewer.com/${TON}`, TON],
    ['link', `https://solscan.io/account/${SOL}`, SOL],
    ['link', `https://nearblocks.io/address/alice.near`, 'alice.near'],
    ['uri', `ton://transfer/${TON}?amount=1`, TON],
    ['uri', `near:${NEAR}`, NEAR],
    ['uri', 'lightning:tips@sethforprivacy.com', 'tips@sethforprivacy.com'],
  ])('is found: %s %s', (how, href, address) => {
    expect(readHref(href, BASE)).toMatchObject({ how, texts: [address] });
    expect(findSpots(href)).not.toEqual([]);
  });
});

describe('an address that is broken or glued', () => {
  it('is joined from lines of which none is long', () => {
    expect(texts(`Bitcoin\n${BTC.slice(0, 17)}\n  ${BTC.slice(17)}\n`)).toContain(BTC);
    expect(texts(`${BTC.slice(0, 12)}\n${BTC.slice(12, 24)}\n${BTC.slice(24)}`)).toContain(BTC);
    expect(texts(`${BTC.slice(0, 17)} ${BTC.slice(17)}`)).not.toContain(BTC);
    expect(texts(`${SOL.slice(0, 22)}\n${SOL.slice(22)}`)).not.toContain(SOL);
  });
  it.each([EVM, XLM, BTC])('gives itself away by the longer of its lines: %s', (address) => {
    expect(findSpots(`${address.slice(0, -4)}\n${address.slice(-4)}`)).not.toEqual([]);
  });
  it.each([
    ['SOLANA', SOL],
    ['DOGECOIN', 'DPpJVPpvPNP6i6tMj4rTycAGh8wReTqaSU'],
    ['ETHEREUM', EVM],
    ['XLM', XLM],
    ['ADA', 'addr1vpu5vlrf4xkxv2qpwngf6cjhtw542ayty80v8dyr49rf5eg0yu80w'],
    // Any word will do where the form shows its beginning.
    ['Polygon', EVM],
    ['BEP20', EVM.toLowerCase()],
    ['BSC', 'bnb1grpf0955h0ykzq3ar5nmum7y6gdfl6lxfn46h2'],
    ['BTC', '1Abc1qFmBxQxPM3dNxrtEv3JMeCo8SP'],
    ['SegWit', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  ])('is told from the label %s', (label, address) => expect(texts(label + address)).toContain(address));
  it('is told from a word before it and one behind it', () => {
    expect(texts(`Arbitrum${EVM}Copy`)).toContain(EVM);
  });
  it('is none where more follows it', () => {
    expect(texts(`Polygon${EVM.toLowerCase()}0a`).join()).not.toContain(EVM.toLowerCase());
  });
  it('is joined from groups though its letters are those of another form', () => {
    expect(texts(`${BCH.match(/.{1,4}/g)?.join(' ')}`)).toContain(BCH);
  });
});
