/** The events that tell of mail that did not arrive, with what is lost when nobody hears them. */
export const watchedTypes = ['BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY', 'RENDERING_FAILURE'] as const;

export type WatchedType = (typeof watchedTypes)[number];

/** What nobody learns of without the event. */
export const lossWithout: Readonly<Record<WatchedType, string>> = {
  BOUNCE: 'addresses that no longer exist are written to again, which raises the bounce rate',
  COMPLAINT: 'people who reported the mail as spam get more of it',
  REJECT: 'mail that SES drops because of a virus is missed by its recipient only',
  DELIVERY_DELAY: 'mail that is stuck at a receiver for hours looks delivered',
  RENDERING_FAILURE: 'templated mail that cannot be rendered vanishes',
};
