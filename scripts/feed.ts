/** `npm run feed -- COMMAND`: list publishing from the command line. The logic is in lib/feed/publish. */
import { build } from './feed/build.ts';
import { type Command, Refusal } from './feed/command.ts';
import { cost } from './feed/cost.ts';
import { diff } from './feed/diff.ts';
import { keygen } from './feed/keygen.ts';
import { pack } from './feed/pack.ts';
import { rotate } from './feed/rotate.ts';
import { serve } from './feed/serve.ts';
import { sign } from './feed/sign.ts';
import { verify } from './feed/verify.ts';

const COMMANDS: Record<string, Command> = { build, diff, pack, keygen, rotate, sign, verify, serve, cost };

const USAGE = `npm run feed -- COMMAND [options]

${Object.values(COMMANDS)
  .map(({ usage }) => usage)
  .join('\n')}
Exit status: 0 done, 1 refused or not possible, 2 wrong usage. docs/RUN-A-FEED.md goes through a whole feed.
`;

async function main([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (command) return await command.run(args);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // A file that is not there, or there already; a key that cannot be opened.
    if (error instanceof Refusal || /^(E[A-Z]+|ERR_OSSL_.*)$/.test(code)) {
      process.stderr.write(`${(error as Error).message}\n`);
      return 1;
    }
    // parseArgs says which argument it does not know.
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    process.stderr.write(`${(error as Error).message}\n\n`);
  }
  process.stderr.write(USAGE);
  return 2;
}

// Whoever reads what it says may stop, as `head` does. What it was asked for is done all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
process.exitCode = await main(process.argv.slice(2));
