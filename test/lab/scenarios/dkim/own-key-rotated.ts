import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The key of their own was changed in DNS, and SES still signs with the old one: the records are not right',
  world({ dns, region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      DkimAttributes: {
        SigningEnabled: true,
        Status: 'FAILED',
        Tokens: ['own'],
        SigningAttributesOrigin: 'EXTERNAL',
      },
      VerificationStatus: 'SUCCESS',
      VerificationInfo: { ErrorType: 'INVALID_VALUE' },
    };
    dns.names['own._domainkey.example.com'] = {
      TXT: [
        'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtzB9XrDSfUJ4adWygDF8GXUc9TPQTCZt4B19cy/zhxNceRpsiMX4v7CT+r7hnMwPqgCBC072IEiS9oyqDk+3KJrEj1QGoJIr0eH9iviVmlDPn56gHByoaofK1iFuFENF9gcEO3bBxrh0QECO2I8Y8rqMRfJNY55g3XNLPMQ5cS9/RaVgZCZXt15w326yrEJCF/mSkyIFV/E/pbz/DqGxFMrAlGeaI+n1N3XLftfibsXJUx6Qo7r7Tp3i4sTEEjBIx62fp5l92VYhH18zpqK+6zOKCkJmWnKoLrlD1C1hwO3ajH/xBq7h8iF4hjmVsMUzxHGjKZ9oWeNJ1yXDximb/QIDAQAB',
      ],
    };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['dkim/key-mismatch', 'dkim/status-failed'],
    causes: ['dkim/key-mismatch'],
    notCodes: ['dkim/record-missing'],
  },
});
