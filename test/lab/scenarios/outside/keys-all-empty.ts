import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const tokens = dkimTokens('example.com');

export default scenario({
  title: 'From outside: none of the three selectors has a key',
  world({ dns }) {
    dns.names[`${tokens[0]}.dkim.amazonses.com`] = { TXT: ['p='] };
    dns.names[`${tokens[1]}.dkim.amazonses.com`] = { TXT: ['p='] };
    dns.names[`${tokens[2]}.dkim.amazonses.com`] = { TXT: ['p='] };
  },
  command: ['--identity', 'example.com', ...tokens.slice(0, 3).flatMap((one) => ['--dkim-selector', one])],
  expect: { exitCode: 1, firstCause: 'dkim/key-revoked' },
});
