import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const tokens = dkimTokens('example.com');

export default scenario({
  title: 'From outside: the one selector given has an empty text, as where SES signs with another key',
  world({ dns }) {
    dns.names[`${tokens[0]}.dkim.amazonses.com`] = { TXT: [''] };
  },
  command: ['--identity', 'example.com', ...tokens.slice(0, 1).flatMap((one) => ['--dkim-selector', one])],
  expect: { exitCode: 0, codes: [], infos: ['dkim/key-revoked'] },
});
