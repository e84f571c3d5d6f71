import { type Look, VIEW_NAMES, type ViewName } from './looks.ts';
import type { Tab } from './tab.ts';

/** One state of one view. */
export type Scene = [view: ViewName, scene: string];

export async function everyScene(tab: Tab): Promise<Scene[]> {
  const scenes: Scene[] = [];
  for (const view of VIEW_NAMES) for (const scene of await tab.scenes(view)) scenes.push([view, scene]);
  return scenes;
}

/** What is wrong, by scene; nothing for those where nothing is. */
export async function inEach(
  tab: Tab,
  look: Look,
  scenes: readonly Scene[],
  check: (scene: Scene) => Promise<string[]>,
): Promise<Record<string, string[]>> {
  const told: Record<string, string[]> = {};
  for (const scene of scenes) {
    const [view, name] = scene;
    await tab.show(view, name, look);
    const found = await check(scene);
    if (found.length > 0) told[`${view}: ${name}`] = found;
  }
  return told;
}
