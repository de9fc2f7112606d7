// Every route that the application registers, with the policy that guards it.
import { RequestMethod, type INestApplication } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { browserKey, policyKey, type RoutePolicy } from '@samrad/platform/auth';

export interface Route {
  /** `GET /persons/:id` */
  name: string;
  method: string;
  path: string;
  /** `PersonController.show` */
  handler: string;
  policy: RoutePolicy | undefined;
  /** Not with a token. */
  browserOnly: boolean;
}

type Controller = abstract new (...args: never[]) => object;
type Handler = (...args: never[]) => unknown;

/** All routes in order of path. */
export function routesOf(app: INestApplication): Route[] {
  const modules = [...app.get(ModulesContainer).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()]);
  const routes = controllers.flatMap(({ metatype }) => (metatype ? routesOfController(metatype as Controller) : []));
  return routes.sort((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1));
}

function routesOfController(controller: Controller): Route[] {
  const prototype = controller.prototype as Record<string, Handler>;
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor' && Reflect.hasMetadata(METHOD_METADATA, prototype[name]!))
    .flatMap((name) => routesOfHandler(controller, name, prototype[name]!));
}

function routesOfHandler(controller: Controller, name: string, handler: Handler): Route[] {
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
  const policy = (Reflect.getMetadata(policyKey, handler) ?? Reflect.getMetadata(policyKey, controller)) as
    RoutePolicy | undefined;
  const browserOnly = Reflect.hasMetadata(browserKey, handler);
  return pathsOf(controller).flatMap((base) =>
    pathsOf(handler).map((end) => {
      const path = `/${base}/${end}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
      return { name: `${method} ${path}`, method, path, handler: `${controller.name}.${name}`, policy, browserOnly };
    }),
  );
}

const pathsOf = (target: object): string[] => [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();
