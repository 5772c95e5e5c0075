import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const codes = (text: string): readonly string[] =>
  readSymptom(text, { region: null }).candidates.map(({ code }) => code);

describe('a review or a pause of an account', () => {
  it.each([
    'our Instagram account is under review since monday',
    'The account is under review by Meta, our ads are paused',
    'My Shopify account is under review and payouts are held',
    'our Airbnb account was placed under review',
    'Our Google Ads account is paused, suspicious payment activity',
    'Our LinkedIn account has been paused, account is paused',
    'our PayPal business account is paused',
  ])("is none of SES where it is somebody else's account: %s", (text) => {
    expect(codes(text).filter((code) => /^(?:sending|reputation)\//u.test(code))).toEqual([]);
  });

  it.each([
    'Your account is under review',
    'Your Account Is Under Review',
    'Our account is under review for a week',
    'Your Amazon SES Account Is Under Review',
    'Production account is under review',
    'Your Sending Account is under review',
    'We got a mail: account is under review by Amazon',
    'AWS put us here because of our Shopify account: account is under review',
  ])('is of SES where nobody else is named: %s', (text) => {
    expect(codes(text)).toContain('sending/under-review');
  });
});
