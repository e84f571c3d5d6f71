import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { openRepository } from '#lib/feed/publish/repository.ts';
import { createFeedServer } from '#lib/feed/publish/serve.ts';
import { type Command, only, pathOf, say } from './command.ts';

export const serve: Command = {
  usage: `  serve FEED     serve FEED/public to this machine, for trying it, until it is stopped
    --port N       (default: any that is free)
`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { port: { type: 'string', default: '0' } },
    });
    const server = createFeedServer(openRepository(pathOf(only(positionals, "the feed's folder"))).served);
    server.listen(Number(values.port), '127.0.0.1');
    await once(server, 'listening');
    say(`http://127.0.0.1:${(server.address() as AddressInfo).port}/   Ctrl-C ends it`);
    await once(server, 'close');
    return 0;
  },
};
