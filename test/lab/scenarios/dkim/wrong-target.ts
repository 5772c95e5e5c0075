import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const [first] = dkimTokens('example.com');

export default scenario({
  title: 'A DKIM record leads to the zone of another Region',
  world({ dns }) {
    dns.names[`${first}._domainkey.example.com`] = { CNAME: [`${first}.dkim.eu-south-1.amazonses.com`] };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: { exitCode: 1, codes: ['dkim/wrong-target'] },
});
