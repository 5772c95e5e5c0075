import type { Tenant, TenantResource } from '@aws-sdk/client-sesv2';
import { type Change, denied, describeStories, type Story } from './stories.ts';

const kinds = {
  identity: 'EMAIL_IDENTITY',
  'configuration-set': 'CONFIGURATION_SET',
  template: 'EMAIL_TEMPLATE',
} as const;
const resource = (kind: keyof typeof kinds, name: string): TenantResource => ({
  ...{ ResourceArn: `arn:aws:ses:eu-west-1:111122223333:${kind}/${name}`, ResourceType: kinds[kind] },
});
const own = resource('identity', 'example.com');
const set = resource('configuration-set', 'transactional');
const template = resource('template', 'welcome');

/** The account has a tenant, and a template. */
const tenant =
  (
    resources: readonly TenantResource[],
    status: Tenant['SendingStatus'] = 'ENABLED',
    more?: Change,
  ): Change =>
  (world) => {
    world.region.tenants['shop'] = {
      tenant: {
        ...{ TenantName: 'shop', TenantId: 'tn-1', SendingStatus: status },
        TenantArn: 'arn:aws:ses:eu-west-1:111122223333:tenant/shop/tn-1',
      },
      resources: [...resources],
    };
    world.region.templates['welcome'] = { Subject: 'Hello', Text: 'Hello' };
    more?.(world);
  };
const named = ['--tenant', 'shop'];
const clear = { verdict: 'pass', exitCode: 0, sent: 3 } as const;
const kept = (code: string): Pick<Story, 'verdict' | 'exitCode' | 'codes' | 'sent'> => ({
  ...{ verdict: 'fail', exitCode: 1, codes: [code], sent: 0 },
});

const stories: Readonly<Record<string, Story>> = {
  'a tenant with all that is sent with': { world: tenant([own, set]), flags: named, ...clear },
  'the same with a queue of our own': { world: tenant([own, set]), flags: [...named, '--tap'], ...clear },
  'a tenant that sends again': { world: tenant([own, set], 'REINSTATED'), flags: named, ...clear },
  'a tenant with the template': {
    ...{ world: tenant([own, set, template]), flags: [...named, '--template', 'welcome'] },
    ...clear,
  },
  'a tenant that nobody names': { world: tenant([own, set], 'DISABLED'), ...clear },
  'a tenant that may not send': {
    ...{ world: tenant([own, set], 'DISABLED'), flags: named },
    ...kept('reputation/tenant-paused'),
  },
  'a tenant that is not there': {
    ...{ world: tenant([own, set]), flags: ['--tenant', 'store'] },
    ...kept('reputation/tenant-not-found'),
  },
  'a tenant without the default set': { world: tenant([own]), flags: named, ...kept('send/tenant') },
  'a tenant without the identity': { world: tenant([set]), flags: named, ...kept('send/tenant') },
  'a tenant with another identity': {
    ...{ world: tenant([resource('identity', 'other.example'), set]), flags: named },
    ...kept('send/tenant'),
  },
  'a tenant without the template': {
    ...{ world: tenant([own, set]), flags: [...named, '--template', 'welcome'] },
    ...kept('send/tenant'),
  },
  'a tenant whose resources may not be listed': {
    ...{ world: tenant([own, set], 'ENABLED', denied('ListTenantResources')), flags: named },
    ...{ verdict: 'unknown', exitCode: 3, sent: 3 },
  },
};

describeStories('mail of a tenant', stories);
