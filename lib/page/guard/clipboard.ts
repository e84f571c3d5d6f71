/**
 * Empties the clipboard of an address that somebody decided against. What stands there by now is asked where the
 * browser tells without a question of its own. Elsewhere it is taken for what it was as long as nobody has left the
 * page: until then nothing else can be copied by hand.
 *
 * `other`: something else stands there, and was left alone. `kept`: it may still be there.
 */
export async function emptyClipboard(
  { clipboard, permissions }: Navigator,
  holds: (text: string) => boolean,
  hasLeft: boolean,
): Promise<'emptied' | 'other' | 'kept'> {
  if (!clipboard) return 'kept';
  try {
    const text = await readQuietly(clipboard, permissions);
    if (text !== null && !holds(text)) return 'other';
    if (text === null && hasLeft) return 'kept';
    await clipboard.writeText('');
    return 'emptied';
  } catch {
    return 'kept';
  }
}

async function readQuietly(clipboard: Clipboard, permissions: Permissions): Promise<string | null> {
  // Firefox does not know this permission.
  const permission = await permissions.query({ name: 'clipboard-read' as PermissionName }).catch(() => null);
  return permission?.state === 'granted' ? clipboard.readText().catch(() => null) : null;
}
