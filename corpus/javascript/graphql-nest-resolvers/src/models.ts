import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class User {
  @Field(() => ID)
  id: string;
}

@ObjectType()
export class Note {
  @Field(() => ID)
  id: string;

  @Field()
  ownerId: string;

  @Field()
  text: string;
}

@ObjectType()
export class Office {
  @Field()
  name: string;
}
