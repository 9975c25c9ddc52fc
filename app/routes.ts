import { flatRoutes } from "@remix-run/fs-routes";

/** A file is a URL. */
export default flatRoutes();
