import { describe, expect, it, vi } from 'vitest';
import { MAX_GREY_SIDE, MAX_PICTURE_PX, MAX_SHOT_PICTURES } from '#lib/core/limits.ts';
import { type GreyPicture, packGrey } from '#lib/detect/grey.ts';
import { parsePageMessage, parsePictureQuestion } from '#lib/messaging/gates.ts';
import { createPictureHandler } from '#lib/messaging/picture-handler.ts';
import type { PictureQuestion, Rect } from '#lib/messaging/protocol.ts';
import { type Shot, shoot } from '#lib/messaging/shot.ts';
import { drawCode } from '../../support/qr-pictures.ts';

const SEGWIT = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const TOP = { id: 'us', tab: { id: 7 }, frameId: 0 };
const VIEWPORT = { width: 800, height: 600 };
const RECT: Rect = { x: 10, y: 20, width: 200, height: 200 };

const question = ({ width, height, grey }: GreyPicture): PictureQuestion => ({
  type: 'picture.decode',
  width,
  height,
  grey: packGrey(grey),
});
const shooting = (...rects: Rect[]): PictureQuestion => ({
  type: 'picture.shoot',
  viewport: VIEWPORT,
  rects,
});

/** A background whose tab shows a code everywhere, at two device pixels a CSS pixel. */
function setUp(part: (rect: Rect) => GreyPicture | null = () => drawCode(`bitcoin:${SEGWIT}`)) {
  const shot = { width: 1_600, height: 1_200, part: vi.fn(part), close: vi.fn() } satisfies Shot;
  const shoot = vi.fn(async (_tabId: number): Promise<Shot | null> => shot);
  const clock = { now: 5_000 };
  return { shot, shoot, clock, answer: createPictureHandler({ shoot, now: () => clock.now }) };
}

describe('a picture that the page could read', () => {
  it('is decoded, and only destinations come back', async () => {
    const { answer } = setUp();
    expect(await answer(question(drawCode(`bitcoin:${SEGWIT}?label=secret`)), TOP)).toEqual({
      state: 'read',
      texts: [[SEGWIT]],
    });
    expect(await answer(question(drawCode('otpauth://totp/x?secret=JBSWY3DP')), TOP)).toEqual({
      state: 'read',
      texts: [[]],
    });
  });

  it('is decoded for frames as well', async () => {
    const { answer } = setUp();
    const reply = await answer(question(drawCode(SEGWIT)), { ...TOP, frameId: 3 });
    expect(reply).toEqual({ state: 'read', texts: [[SEGWIT]] });
  });

  it.each([
    ['fewer pixels than it says', { type: 'picture.decode', width: 9, height: 9, grey: 'AAAA' }],
    ['more pixels than it says', { type: 'picture.decode', width: 1, height: 1, grey: '0000' }],
    ['letters of several bytes', { type: 'picture.decode', width: 2, height: 1, grey: '\u{1f600}' }],
  ] as [string, PictureQuestion][])('is refused with %s', async (_, bad) => {
    expect(await setUp().answer(bad, TOP)).toEqual({ state: 'refused' });
  });
});

describe('a look at the visible tab', () => {
  it('reads the parts asked for, in device pixels, in order, and keeps nothing', async () => {
    const { answer, shoot, shot } = setUp(({ x }) => (x < 100 ? drawCode(SEGWIT) : null));
    const reply = await answer(shooting(RECT, { ...RECT, x: 300 }), TOP);
    expect(reply).toEqual({ state: 'read', texts: [[SEGWIT], []] });
    expect(shoot.mock.calls).toEqual([[7]]);
    expect(shot.part.mock.calls).toEqual([
      [{ x: 20, y: 40, width: 400, height: 400 }],
      [{ x: 600, y: 40, width: 400, height: 400 }],
    ]);
    expect(shot.close).toHaveBeenCalledOnce();
  });

  it('leaves out what lies outside the window, and what has no size', async () => {
    const { answer, shot } = setUp();
    const reply = await answer(
      shooting({ ...RECT, x: 700 }, { ...RECT, y: 500 }, { ...RECT, width: 0 }),
      TOP,
    );
    expect(reply).toEqual({ state: 'read', texts: [[], [], []] });
    expect(shot.part).not.toHaveBeenCalled();
  });

  it('is closed even when a part cannot be read', async () => {
    const { answer, shot } = setUp(() => {
      throw new Error('no memory');
    });
    await expect(answer(shooting(RECT), TOP)).rejects.toThrow('no memory');
    expect(shot.close).toHaveBeenCalledOnce();
  });

  it('comes no sooner than 600 ms after the one before, whichever tab asks', async () => {
    const { answer, shoot, clock } = setUp();
    await answer(shooting(RECT), TOP);
    clock.now += 599;
    expect(await answer(shooting(RECT), { ...TOP, tab: { id: 8 } })).toEqual({ state: 'busy', waitMs: 1 });
    expect(shoot).toHaveBeenCalledOnce();
    clock.now += 1;
    expect(await answer(shooting(RECT), TOP)).toMatchObject({ state: 'read' });
  });

  it('is refused to frames: where they are in the window is not known', async () => {
    const { answer, shoot } = setUp();
    expect(await answer(shooting(RECT), { ...TOP, frameId: 4 })).toEqual({ state: 'refused' });
    expect(shoot).not.toHaveBeenCalled();
  });

  it('is refused for a tab that is not shown, and where the browser says no', async () => {
    const { answer, shoot, clock } = setUp();
    shoot.mockResolvedValueOnce(null);
    expect(await answer(shooting(RECT), TOP)).toEqual({ state: 'refused' });
    clock.now += 1_000;
    shoot.mockRejectedValueOnce(new Error('quota'));
    expect(await answer(shooting(RECT), TOP)).toEqual({ state: 'refused' });
  });
});

describe('which tab is looked at', () => {
  const tabs = (...states: { active: boolean; windowId?: number }[]) => ({
    get: vi.fn(async () => states.shift() ?? { active: false }),
    captureVisibleTab: vi.fn(async () => 'data:,'),
  });

  it('none while another one is in front', async () => {
    const front = tabs({ active: false, windowId: 3 });
    expect(await shoot(front, 7)).toBeNull();
    expect(front.captureVisibleTab).not.toHaveBeenCalled();
  });

  it.each([
    ['another one came to the front meanwhile', { active: false, windowId: 3 }],
    ['it moved to another window meanwhile', { active: true, windowId: 4 }],
  ])('none when %s', async (_, after) => {
    const front = tabs({ active: true, windowId: 3 }, after);
    expect(await shoot(front, 7)).toBeNull();
    expect(front.captureVisibleTab).toHaveBeenCalledWith(3, { format: 'jpeg', quality: 90 });
  });
});

describe('the gate', () => {
  const decode = { type: 'picture.decode', width: MAX_GREY_SIDE, height: MAX_GREY_SIDE, grey: '' };
  const full = MAX_GREY_SIDE ** 2;
  const shootOf = (count: number) => shooting(...Array<Rect>(count).fill(RECT));

  it.each([
    ['a whole picture', { ...decode, grey: 'A'.repeat(full) }],
    ['as many rectangles as one look may have', shootOf(MAX_SHOT_PICTURES)],
    ['the largest rectangle', shooting({ ...RECT, width: MAX_PICTURE_PX })],
  ])('lets through %s', (_, message) => {
    expect(parsePictureQuestion(message)).toEqual(message);
    expect(parsePageMessage(message)).toBeNull();
  });

  it.each([
    ['a larger side', { ...decode, width: MAX_GREY_SIDE + 1 }],
    ['no side', { ...decode, height: 0 }],
    ['a broken side', { ...decode, height: 1.5 }],
    ['more pixels', { ...decode, grey: 'A'.repeat(full + 1) }],
    ['no rectangle', shootOf(0)],
    ['too many rectangles', shootOf(MAX_SHOT_PICTURES + 1)],
    ['a rectangle larger than a code', shooting({ ...RECT, width: MAX_PICTURE_PX + 1 })],
    ['a rectangle outside', shooting({ ...RECT, x: -1 })],
    ['no window', { ...shootOf(1), viewport: { width: 0, height: 0 } }],
    ['another type', { ...decode, type: 'picture.other' }],
    ['nothing', null],
  ])('stops %s', (_, message) => {
    expect(parsePictureQuestion(message)).toBeNull();
  });
});
