import type { SmtpPort } from '../model/target.ts';

/** The ports of every SES SMTP endpoint, best first: AWS General Reference, "SES endpoints"; SES Developer Guide, smtp-connect. */
export const sesSmtpPorts: readonly SmtpPort[] = [
  { port: 587, tls: 'starttls' },
  { port: 465, tls: 'implicit' },
  { port: 2587, tls: 'starttls' },
  { port: 2465, tls: 'implicit' },
  { port: 25, tls: 'starttls' },
];

/** The Region in the name of an SMTP endpoint (public, FIPS, dual-stack, VPC), or null when it is no name of SES. */
export function regionOfSmtpHost(host: string): string | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  return (
    /(?:^|\.)email-smtp(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d)\.(?:vpce\.)?(?:amazonaws\.com|api\.aws)$/.exec(
      name,
    )?.[1] ?? null
  );
}

/** A name of an interface endpoint for SES in a VPC, as `vpce-0a1b-xyz.email-smtp.eu-west-1.vpce.amazonaws.com`: it tells by itself. */
export const isVpcEndpointName = (host: string): boolean =>
  /^vpce-[a-z0-9-]+\.(?:[a-z0-9-]+\.)+vpce\.(?:amazonaws\.com(?:\.cn)?|api\.aws)\.?$/i.test(host);

/** A greeting of SES, as `220 email-smtp.amazonaws.com ESMTP SimpleEmailService-d-…`. */
export const isSesBanner = (banner: string): boolean => /amazonaws|SimpleEmailService/i.test(banner);
