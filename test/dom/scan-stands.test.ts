import { afterEach, describe, expect, it } from 'vitest';
import type { How } from '#lib/core/types.ts';
import { BTC, closePage, EVM, hows, openPage, SEGWIT, TRON } from './page.ts';

afterEach(closePage);

const MD5 = '9e107d9d372bb6826bd81d3542a419d6';

describe('how an address stands', () => {
  it.each([
    ['text', `<p>Send to ${BTC}.</p>`, BTC, ['text']],
    ['text cut up by inline elements', `<p>to <b>${BTC.slice(0, 9)}</b>${BTC.slice(9)}</p>`, BTC, ['split']],
    ['text with a wbr', `<p>${EVM.slice(0, 20)}<wbr>${EVM.slice(20)}</p>`, EVM, ['split']],
    [
      'one element a letter',
      `<p>${[...BTC].map((letter) => `<span>${letter}</span>`).join('')}</p>`,
      BTC,
      ['split'],
    ],
    ['an amount right behind it', `<p><span>${BTC}</span><span>0.5</span></p>`, BTC, ['text']],
    ['another right behind it', `<p><b>${BTC}</b><b>${EVM}</b></p>`, BTC, ['text']],
    [
      'words that are not displayed',
      `<p>${BTC.slice(0, 9)}<i style="display:none">no</i>${BTC.slice(9)}</p>`,
      BTC,
      ['split'],
    ],
    [
      'words that nobody sees, in a form that names its parts to mislead',
      `<form>${BTC.slice(0, 9)}<b style="opacity:0">no</b>${BTC.slice(9)}<input name="checkVisibility"></form>`,
      BTC,
      ['split'],
    ],
    ['words in between', `<p>${BTC.slice(0, 9)}<i>no</i>${BTC.slice(9)}</p>`, BTC, []],
    ['two blocks', `<div>${BTC.slice(0, 9)}</div><div>${BTC.slice(9)}</div>`, BTC, ['split']],
    [
      'lines that are blocks of their own, and white space between them',
      `<ul>\n <li>to <b>${SEGWIT.slice(0, 12)}</b></li>\n <li>${SEGWIT.slice(12, 30)}</li>\n\n <li>${SEGWIT.slice(30)} and more</li></ul>`,
      SEGWIT,
      ['split'],
    ],
    [
      'blocks with a word between',
      `<div>${BTC.slice(0, 9)}</div><p>or</p><div>${BTC.slice(9)}</div>`,
      BTC,
      [],
    ],
    [
      'a result',
      `<p>${BTC.slice(0, 9)}<output>${BTC.slice(9, 20)}</output><nobr>${BTC.slice(20)}</nobr></p>`,
      BTC,
      ['split'],
    ],
    [
      'one element a letter, that HTML does not know',
      `<p>${[...BTC].map((letter) => `<x>${letter}</x>`).join('')}</p>`,
      BTC,
      ['split'],
    ],
    ...'acronym meter nobr output rb rt rtc slot'
      .split(' ')
      .map((name): [string, string, string, How[]] => [
        `one <${name}> a letter`,
        `<p>${[...BTC].map((letter) => `<ruby><${name}>${letter}</${name}></ruby>`).join('')}</p>`,
        BTC,
        ['split'],
      ]),
    ['notes above letters', `<p><ruby>${BTC.slice(0, 9)}</ruby>${BTC.slice(9)}</p>`, BTC, ['split']],
    [
      'the digest of a transaction in lines',
      `<div>${EVM.slice(0, 21)}</div><div>${EVM.slice(21)}</div><div>${'0a1b2c3d'.repeat(3)}</div>`,
      EVM,
      [],
    ],
    [
      'lines, and a date below them',
      `<div>${EVM.slice(0, 21)}</div><div>${EVM.slice(21)}</div><div>20241123</div>`,
      EVM,
      ['split'],
    ],
    [
      'lines that are indented in the source',
      `<ul>\n      <li>\n        ${EVM.slice(0, 21)}\n      </li>\n      <li>\n        ${EVM.slice(21)}\n      </li>\n</ul>`,
      EVM,
      ['split'],
    ],
    [
      'a CRC-32 beside an MD5',
      `<table><tr><td>0x1a2b3c4d</td><td>${MD5}</td></tr></table>`,
      `0x1a2b3c4d${MD5}`,
      [],
    ],
    ['digests below each other', `<ul><li>${MD5}</li>\n<li>${MD5}</li></ul>`, MD5 + MD5, []],
    [
      'a NEAR account in lines',
      `<p>Donate NEAR:</p><div>${MD5}</div>\n<div>${MD5}</div>`,
      MD5 + MD5,
      ['split'],
    ],
    ['a space between', `<p>${BTC.slice(0, 9)} <b>${BTC.slice(9)}</b></p>`, BTC, []],
    ['a picture between', `<p>${BTC.slice(0, 9)}<img alt="">${BTC.slice(9)}</p>`, BTC, ['split']],
    [
      'a script between',
      `<p>${BTC.slice(0, 9)}<script type="x"></script>${BTC.slice(9)}</p>`,
      BTC,
      ['split'],
    ],
    ['a link to pay', `<a href="bitcoin:${BTC}?amount=1">Pay</a>`, BTC, ['uri']],
    ['a web address', `<a href="https://pay.example/${EVM}">Pay</a>`, EVM, ['link']],
    ['an explorer', `<a href="https://tronscan.org/#/address/${TRON}">See</a>`, TRON, ['link']],
    ['a form field', `<input value="${SEGWIT}">`, SEGWIT, ['input']],
    ['a text area', `<textarea>${SEGWIT}</textarea>`, SEGWIT, ['input']],
    ['a copy button', `<button data-clipboard-text="${TRON}">Copy</button>`, TRON, ['attribute']],
    ['a QR service', `<img src="https://qr.example/?data=bitcoin:${BTC}" alt="">`, BTC, ['attribute']],
    ['two attributes', `<b title="${BTC}" aria-label="${BTC}">x</b>`, BTC, ['attribute']],
    ['text and link', `<a href="bitcoin:${BTC}">${BTC}</a>`, BTC, ['text', 'uri']],
    ['a script', `<script type="text/x">${BTC}</script>`, BTC, ['script']],
    ['a style', `<style>/* ${BTC} */</style>`, BTC, []],
    ['a template', `<template><p>${BTC}</p></template>`, BTC, []],
    ['a comment', `<!-- ${BTC} -->`, BTC, []],
  ])('%s', async (_, html, text, expected) => {
    const scan = await openPage(html).scan();
    expect(hows(scan, text)).toEqual(expected);
  });
});
