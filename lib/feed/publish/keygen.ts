import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Key } from '@tufjs/models';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { isSoundKey } from '../trust/ed25519.ts';
import { keyId } from '../trust/metadata.ts';

/** Where a passphrase comes from, so that it stands in no command line. */
export const PASSPHRASE = 'ALMSGUARD_KEY_PASSPHRASE';
const ED25519_BYTES = 32;
/** In a .pub file, the key as root.json has it. */
const PUBLIC_KEY = /"public"\s*:\s*"([0-9a-f]{64})"/;
/** What other tools call a public key, or what we do. */
const PUBLIC_HALF = new RegExp(`-----BEGIN PUBLIC KEY-----|${PUBLIC_KEY.source}`);

export interface SigningKey {
  id: string;
  secret: KeyObject;
}

/**
 * NAME.pem for the signer alone (PKCS #8, encrypted where there is a passphrase) and NAME.pub for everybody (the key
 * as it will stand in root.json). A key that is there already is never written over.
 */
export async function writeKey(
  folder: string,
  name: string,
  passphrase: string,
): Promise<{ id: string; files: string[] }> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const files = [join(folder, `${name}.pem`), join(folder, `${name}.pub`)] as const;
  const pem = privateKey.export({
    format: 'pem',
    type: 'pkcs8',
    ...(passphrase && { cipher: 'aes-256-cbc', passphrase }),
  });
  const key = publicKey(privateKey);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(files[0], pem, { mode: 0o600, flag: 'wx' });
  await chmod(files[0], 0o600);
  await writeFile(files[1], `${JSON.stringify(key.toJSON(), null, 2)}\n`, { flag: 'wx' });
  return { id: key.keyID, files: [...files] };
}

export async function readSigningKey(file: string, passphrase: string): Promise<Result<SigningKey>> {
  const pem = await readFile(file, 'utf8');
  if (PUBLIC_HALF.test(pem)) {
    return fail(
      'bad-key',
      `${file} is a public key, which can sign nothing. Name the private one: its owner has it as a .pem file.`,
    );
  }
  let secret: KeyObject;
  try {
    // A key that is not encrypted opens with any passphrase; without one Node asks for none, and fails.
    secret = createPrivateKey({ key: pem, passphrase });
  } catch {
    return fail('bad-key', `${file} cannot be opened. If it is encrypted, set ${PASSPHRASE}.`);
  }
  if (secret.asymmetricKeyType !== 'ed25519') return fail('bad-key', `${file} is no Ed25519 key.`);
  return ok({ id: publicKey(secret).keyID, secret });
}

/** Only the key itself is read of the file, so that its id is its own. */
export async function readPublicKey(file: string): Promise<Result<Key>> {
  const text = await readFile(file, 'utf8');
  if (text.includes('PRIVATE KEY-----')) {
    return fail(
      'bad-key',
      `${file} is a private key, which stays with its owner. Name the public one, the .pub file that was made with it.`,
    );
  }
  const hex = PUBLIC_KEY.exec(text)?.[1];
  if (!hex || !isSoundKey(hex)) return fail('bad-key', `${file} is no public Ed25519 key.`);
  return ok(keyOf(hex));
}

function publicKey(secret: KeyObject): Key {
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  return keyOf(spki.subarray(-ED25519_BYTES).toString('hex'));
}

function keyOf(hex: string): Key {
  const keyID = keyId({ keytype: 'ed25519', scheme: 'ed25519', keyval: { public: hex } });
  return new Key({ keyID, keyType: 'ed25519', scheme: 'ed25519', keyVal: { public: hex } });
}
