import type * as Swagger from '@nestjs/swagger';

type Library = typeof Swagger;
type Decorator = ClassDecorator & MethodDecorator;

const noted: ((library: Library) => void)[] = [];

/**
 * The decorator of that name of @nestjs/swagger, to be applied later: the library is larger than the rest of the start,
 * and most processes never describe their API.
 */
const noting =
  <Name extends keyof Library>(name: Name) =>
  (...args: Library[Name] extends (...given: infer Args) => unknown ? Args : never): Decorator =>
  (...place: unknown[]) => {
    noted.push((library) => {
      const decorator = (library[name] as (...given: unknown[]) => (...on: unknown[]) => void)(...args);
      decorator(...place);
    });
  };

export const ApiBody = noting('ApiBody');
export const ApiConsumes = noting('ApiConsumes');
export const ApiCreatedResponse = noting('ApiCreatedResponse');
export const ApiExcludeController = noting('ApiExcludeController');
export const ApiExcludeEndpoint = noting('ApiExcludeEndpoint');
export const ApiForbiddenResponse = noting('ApiForbiddenResponse');
export const ApiNoContentResponse = noting('ApiNoContentResponse');
export const ApiOkResponse = noting('ApiOkResponse');
export const ApiOperation = noting('ApiOperation');
export const ApiTags = noting('ApiTags');

/** Loads the library and applies what the routes say about themselves; every later call gives the library only. */
export async function describedApi(): Promise<Library> {
  const library = await import('@nestjs/swagger');
  for (const apply of noted.splice(0)) apply(library);
  return library;
}
