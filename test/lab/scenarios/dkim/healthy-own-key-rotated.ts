import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The key of their own was changed: a new selector, in DNS and in SES, while the old one still stands',
  world({ dns, region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      DkimAttributes: {
        SigningEnabled: true,
        Status: 'SUCCESS',
        Tokens: ['own2'],
        SigningAttributesOrigin: 'EXTERNAL',
      },
    };
    const key =
      'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtzB9XrDSfUJ4adWygDF8GXUc9TPQTCZt4B19cy/zhxNceRpsiMX4v7CT+r7hnMwPqgCBC072IEiS9oyqDk+3KJrEj1QGoJIr0eH9iviVmlDPn56gHByoaofK1iFuFENF9gcEO3bBxrh0QECO2I8Y8rqMRfJNY55g3XNLPMQ5cS9/RaVgZCZXt15w326yrEJCF/mSkyIFV/E/pbz/DqGxFMrAlGeaI+n1N3XLftfibsXJUx6Qo7r7Tp3i4sTEEjBIx62fp5l92VYhH18zpqK+6zOKCkJmWnKoLrlD1C1hwO3ajH/xBq7h8iF4hjmVsMUzxHGjKZ9oWeNJ1yXDximb/QIDAQAB';
    dns.names['own1._domainkey.example.com'] = { TXT: [key] };
    dns.names['own2._domainkey.example.com'] = { TXT: [key] };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'dkim-key': 'pass', 'dkim-records': 'pass' } },
});
