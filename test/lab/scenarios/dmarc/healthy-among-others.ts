import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SPF and DMARC in several strings, beside other TXT records',
  world({ dns }) {
    const long = Array.from({ length: 12 }, (_, index) => `ip4:198.51.100.${index * 16}/28`).join(' ');
    dns.names['bounce.example.com'] = {
      ...dns.names['bounce.example.com'],
      TXT: ['site-verification=abc', `v=spf1 ${long} include:amazonses.com ~all`, ''],
    };
    const many = Array.from({ length: 12 }, (_, index) => `mailto:reports-${index}@example.com`).join(',');
    dns.names['_dmarc.example.com'] = { TXT: ['other text', `v=DMARC1; p=reject; rua=${many}`] };
  },
  command: ['--identity', 'example.com', '--only', 'inbox'],
  expect: { exitCode: 0, codes: [] },
});
