import type { Step } from '../../src/model/check.ts';
import { recordToPublish } from '../../src/knowledge/dns-panels.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';

export const guidePage = guide('send-email-authentication-dmarc');

export const nameOf = (domain: string): string => `_dmarc.${domain}`;
export const step = (text: string, name: string, value: string | null, zone: string | null = null): Step => ({
  text,
  owner: 'dns',
  ...recordToPublish(name, 'TXT', value, zone),
});
