/** The address of a chapter below the site's base path. */
export const pageLink = (slug: string): string => {
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  return slug === 'index' ? base : `${base}${slug}/`;
};
