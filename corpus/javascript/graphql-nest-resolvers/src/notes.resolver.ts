import { ForbiddenException, UseGuards } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Me, StaffGuard, TokenGuard, VisitorGuard } from './guard';
import { Note, Office, User } from './models';
import { NotesService } from './notes.service';

@Resolver(() => Note)
export class NotesResolver {
  constructor(private readonly notes: NotesService) {}

  @Query(() => Note)
  @UseGuards(TokenGuard)
  note(@Args('id') id: string) {
    return this.notes.find(id);
  }

  @Query(() => [Note], { name: 'mine' })
  @UseGuards(TokenGuard)
  listMine(@Me() me: User) {
    return this.notes.findOf(me.id);
  }

  @Mutation(() => Note)
  @UseGuards(TokenGuard)
  rewriteNote(@Args({ name: 'id', type: () => ID }) id: string, @Args('text') text: string, @Me() me: User) {
    return this.notes.rewrite(id, me.id, text);
  }

  @Mutation(() => Note)
  @UseGuards(VisitorGuard)
  async claimNote(@Args('id') id: string, @Me() me: User) {
    if (!me) {
      throw new ForbiddenException();
    }
    return this.notes.rewrite(id, me.id, '');
  }

  @Mutation(() => Note)
  removeNote(@Args('id') id: string) {
    return this.notes.remove(id);
  }

  @ResolveField(() => String)
  preview(@Parent() note: Note) {
    return note.text.slice(0, 80);
  }
}

@Resolver(() => User)
export class UserNotesResolver {
  constructor(private readonly notes: NotesService) {}

  @ResolveField(() => [Note])
  notes_(@Parent() user: User) {
    return this.notes.findOf(user.id);
  }

  @ResolveField(() => [Note])
  @UseGuards(TokenGuard)
  drafts(@Parent() user: User, @Me() me: User) {
    if (user.id !== me.id) {
      throw new ForbiddenException();
    }
    return this.notes.findOf(user.id);
  }
}

@Resolver(() => Office)
export class OfficeResolver {
  constructor(private readonly notes: NotesService) {}

  @Query(() => Office)
  @UseGuards(TokenGuard, StaffGuard)
  office() {
    return {};
  }

  // Whoever comes here came by the query.
  @ResolveField(() => Note)
  noteOf(@Args('id') id: string) {
    return this.notes.find(id);
  }
}
