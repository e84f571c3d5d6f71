import type { LeftOut } from '#lib/core/snapshot.ts';
import { attributeOf, baseOf } from '../dom.ts';
import { attributeText, written } from './elements.ts';
import { type FieldState, fieldState } from './fields.ts';
import type { Leave } from './style-text.ts';
import { attributesOf, isHtml } from './tree.ts';

export interface ReadPicture {
  /** An address with the picture in it. */
  url: string;
  /** What keeps it as large as it was, where its own size is another now. */
  style: string;
}

/** What is left out where nothing of them could be read. */
const MISSABLE: Record<string, LeftOut> = {
  img: 'picture',
  image: 'picture',
  input: 'picture',
  canvas: 'picture',
  video: 'media',
  audio: 'media',
};
/** Where something is missing, that is to be seen. */
export const MISSING = ' data-almsguard-missing=""';

/** The attributes of an element as they are written down: those that do nothing, and what it shows by now. */
export function attributesText(
  one: Element,
  tag: string,
  picture: ReadPicture | undefined,
  leave: Leave,
): string {
  const state = isHtml(one) ? fieldState(one, tag) : null;
  if (state === 'secret') leave('secret');
  const look = picture ? pictured(one, tag, picture) : missing(one, tag, leave);
  const stale = [...staleAttributes(state), ...(look ? PICTURED : [])];
  const base = baseOf(one);
  const kept = [...attributesOf(one)]
    .filter(({ name }) => !stale.includes(name))
    .map(({ name, value }) => attributeText(name, value, base) ?? '');
  return kept.join('') + fieldText(tag, state) + look;
}

/** What a field is now takes the place of what it was at first. */
function staleAttributes(state: FieldState | null): string[] {
  if (state === null) return [];
  if (state === 'secret') return ['value'];
  return [...(state.value === null ? [] : ['value']), ...(state.on === null ? [] : ['checked', 'selected'])];
}

function fieldText(tag: string, state: FieldState | null): string {
  if (state === null || state === 'secret') return '';
  const value = !state.value || tag === 'textarea' ? '' : written('value', state.value);
  return value + (state.on ? written(tag === 'option' ? 'selected' : 'checked', '') : '');
}

/** Attributes whose place the following takes. */
const PICTURED = ['src', 'poster', 'style'];

function pictured(one: Element, tag: string, { url, style }: ReadPicture): string {
  return written(tag === 'video' ? 'poster' : 'src', url) + styled(one, style);
}

function styled(one: Element, more: string): string {
  const style = [attributeOf(one, 'style'), more].filter(Boolean).join(';');
  return style ? written('style', style) : '';
}

/** A place as large as what is missing there, and where that can be had. */
function missing(one: Element, tag: string, leave: Leave): string {
  const what = MISSABLE[tag];
  const isThere = tag === 'img' && (one as HTMLImageElement).src.startsWith('data:image/');
  const isOther = tag === 'input' && (one as HTMLInputElement).type !== 'image';
  if (what === undefined || isThere || isOther || one.getClientRects().length === 0) return '';
  leave(what);
  const { width, height, display } = getComputedStyle(one);
  const shape = display === 'inline' ? 'inline-block' : display;
  const source = attributeOf(one, 'src') || attributeOf(one, 'poster');
  const from = (source && attributeText('src', source, baseOf(one))) ?? '';
  return MISSING + from + styled(one, `display:${shape};width:${width};height:${height}`);
}
