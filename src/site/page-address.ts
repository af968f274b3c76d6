/** The address of a page of the course on its host; `base` is the site's base path, with or without a slash at its end. */
export const pageAddress = (slug: string, base: string): string =>
  fileAddress(slug === 'index' ? '' : `${slug}/`, base);

/** The address on its host of a file that lies at `path` in the built site. */
export const fileAddress = (path: string, base: string): string => base.replace(/\/?$/, '/') + path;
