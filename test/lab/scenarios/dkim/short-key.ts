import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The key of their own has 1024 bits',
  world({ dns, region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      DkimAttributes: {
        SigningEnabled: true,
        Status: 'SUCCESS',
        Tokens: ['own'],
        SigningAttributesOrigin: 'EXTERNAL',
      },
    };
    dns.names['own._domainkey.example.com'] = {
      TXT: [
        'p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDD4aLYcEKPpnOJ8luGcLU6eNlbiXq71fjH84oluvFBotCsPaEH+NgWoCXoAp0ylbwpJyGjhU/ECt5zHUn9YjH8iKVyimXhvRzeASuPfpfOEVcWSyiHD6D0ylGCrWt0ZNfCgUnYxTaRajuu+F1jplWtCl63vLdKLf+aLIZAnM/kxwIDAQAB',
      ],
    };
  },
  command: ['--identity', 'example.com', '--only', 'dkim-key'],
  expect: { exitCode: 0, codes: ['dkim/short-key'] },
});
