import { parseArgs } from 'node:util';
import { PASSPHRASE, writeKey } from '#lib/feed/publish/keygen.ts';
import { type Command, only, pathOf, Refusal, say } from './command.ts';

export const keygen: Command = {
  usage: `  keygen NAME    make a signing key: NAME.pem, which stays with its owner, and NAME.pub for everybody
    --out DIR      where they go (default: .)
    ${PASSPHRASE}=…   encrypts the private key
`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: 'string', default: '.' } },
    });
    const name = only(positionals, 'the key');
    if (!/^[a-z0-9][a-z0-9._-]*$/i.test(name)) throw new Refusal(`"${name}" is no name for a file.`);
    const passphrase = process.env[PASSPHRASE] ?? '';
    const { id, files } = await writeKey(pathOf(values.out), name, passphrase);
    say(`Key ${id.slice(0, 8)} of ${name}:`);
    say(`  ${files[0]}   keep it to yourself${passphrase ? ', encrypted' : '; it is NOT encrypted'}`);
    say(`  ${files[1]}   hand it to whoever puts the root together`);
    return 0;
  },
};
