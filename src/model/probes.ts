import type { AwsProbe } from './aws.ts';
import type { DnsProbe } from './dns.ts';
import type { EnvironmentProbe } from './environment.ts';
import type { HttpsProbe } from './https.ts';
import type { SmtpProbe } from './smtp.ts';

/** Everything outside the process. Only `bin/` builds the live set; tests pass fakes. */
export interface Probes {
  aws: AwsProbe;
  dns: DnsProbe;
  smtp: SmtpProbe;
  https: HttpsProbe;
  environment: EnvironmentProbe;
  now: () => Date;
}
